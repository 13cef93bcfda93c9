#!/usr/bin/env python3
"""Samples of each format made by programs of others, and whether Stemma reads all of them.

usage: bench/samples.py build/stemma [--keep FOLDER]

warcio writes WARC (plain, gzip by record) and with `wacz` WACZ, feedgen writes RSS and Atom;
Python's own csv, json, gzip and (where it is installed) zstandard do the rest. WARC in zstd
is as the IIPC's paper on it says: a frame for each record, and in front of them, where there
is a dictionary, a skippable frame that holds it, as it is or itself packed. What is there
no package for is said and left out. Each sample is made whole and cut short; the texts are
invented. A line for each: articles wanted, articles read, skips, what was passed over."""
import argparse
import csv
import gzip
import io
import json
import pathlib
import subprocess
import sys
import tempfile

STORIES = [
    ("Ferry runs aground off Gull Bay",
     "The ferry Marigold ran aground off Gull Bay on Tuesday, and all 214 passengers were taken "
     "off by fishing boats, the coast guard said."),
    ("Council votes for a new bridge",
     "The council of Port Else voted by nine to four for a second bridge over the Sarn, which is "
     "to open in three years' time."),
    ("Bakers end their strike",
     "Bakers in Castellan, many of them with families in Port Else, went back to work on Monday "
     "after eleven days of strike."),
    ("Wildfire near Hill Fort under control",
     "Firefighters said on Sunday that the blaze near Hill Fort, which had burned 900 hectares "
     "of pine, was under control."),
]
MORE = ("Nobody was hurt, and the mayor thanked everybody who had helped through the night. "
        "A report is expected at the end of the month, {}.")


def body(i, version=""):
    return f"{STORIES[i][1]} {version}".strip(), MORE.format(f"number {i + 1}")


def page(i, version=""):
    paragraphs = "".join(f"<p>{p}</p>" for p in body(i, version))
    return (f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{STORIES[i][0]}"
            f"</title><meta property=og:site_name content='The Bay Mirror'>"
            f"<meta property=article:published_time content='2031-05-0{i + 1}T06:00Z'></head>"
            f"<body><nav><a href=/>Home</a></nav><article><h1>{STORIES[i][0]}</h1>{paragraphs}"
            f"</article></body></html>").encode()


def warc(path, packed):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    def answer(writer, url, payload, kind, status="200 OK", day=1, headers=()):
        http = StatusAndHeaders(status, [("Content-Type", kind), *headers], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(
            url, "response", payload=io.BytesIO(payload), http_headers=http,
            warc_headers_dict={"WARC-Date": f"2031-06-{day:02}T00:00:00Z"}))

    with open(path, "wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record("sample.warc", {"software": "warcio"}))
        for i in range(len(STORIES)):
            url = f"https://baymirror.example/news/{i}"
            answer(writer, url, page(i), "text/html; charset=utf-8")
            answer(writer, url + ".png", b"\x89PNG\r\n\x1a\n" + bytes(99), "image/png")
        answer(writer, "https://baymirror.example/old", b"", "text/html", "301 Moved",
               headers=[("Location", "/news/0")])
        answer(writer, "https://baymirror.example/packed", gzip.compress(page(0)), "text/html",
               headers=[("Content-Encoding", "gzip")])
        answer(writer, "https://baymirror.example/news/1",
               page(1, "The mayor called the vote a beginning."), "text/html", day=9)
    return len(STORIES) + 2


def warc_records(path):
    """The same archive, and where each of its records begins and ends."""
    from warcio.archiveiterator import ArchiveIterator
    n = warc(path, False)
    with open(path, "rb") as file:
        records = ArchiveIterator(file)
        starts = [records.get_record_offset() for _ in records]
    whole = path.read_bytes()
    return n, [whole[a:b] for a, b in zip(starts, [*starts[1:], len(whole)])]


def warc_zstd(path, dictionary):
    """`dictionary`: None, "plain" or "packed"."""
    import struct
    import zstandard
    n, records = warc_records(path)
    shared, head = None, b""
    if dictionary:
        pages = [page(i % len(STORIES), f"Version {i} of the {i % 7}th day.") for i in range(400)]
        shared = zstandard.train_dictionary(16 << 10, pages)
        head = shared.as_bytes()
        if dictionary == "packed":
            head = zstandard.ZstdCompressor().compress(head)
        head = struct.pack("<II", 0x184D2A5D, len(head)) + head
    packer = zstandard.ZstdCompressor(dict_data=shared, write_checksum=True)
    path.write_bytes(head + b"".join(packer.compress(r) for r in records))
    return n


def wacz(path):
    from wacz.main import main
    with tempfile.TemporaryDirectory() as folder:
        inner = pathlib.Path(folder) / "sample.warc.gz"
        n = warc(inner, True)
        sys.stdout.flush()
        main(["create", "-f", str(inner), "-o", str(path)])
    return n


def feed(path, atom):
    from feedgen.feed import FeedGenerator
    made = FeedGenerator()
    made.id("https://baymirror.example/")
    made.title("The Bay Mirror")
    made.link(href="https://baymirror.example/", rel="alternate")
    made.description("News of the islands")
    made.rights("© 2031 The Bay Mirror")
    for i, (title, _) in enumerate(STORIES):
        entry = made.add_entry()
        entry.id(f"https://baymirror.example/news/{i}")
        entry.title(title)
        entry.link(href=f"https://baymirror.example/news/{i}")
        entry.content("".join(f"<p>{p}</p>" for p in body(i)), type="CDATA" if not atom else "html")
        entry.pubDate(f"2031-05-0{i + 1}T06:00:00Z")
        if i == 3 and not atom:
            entry.source(url="https://hillledger.example/", title="The Hill Ledger")
    (made.atom_file if atom else made.rss_file)(str(path))
    return len(STORIES)


def rows():
    return [{"id": f"r{i}", "title": title, "text": "\n\n".join(body(i)),
             "url": f"https://baymirror.example/news/{i}"} for i, (title, _) in enumerate(STORIES)]


def table(path, dialect):
    with open(path, "w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, list(rows()[0]), dialect=dialect)
        writer.writeheader()
        writer.writerows(rows())
    return len(STORIES)


def lines(path):
    path.write_text("".join(json.dumps(r) + "\n" for r in rows()))
    return len(STORIES)


def packed_by(pack):
    def make(path):
        plain = path.with_suffix(".plain")
        n = lines(plain)
        path.write_bytes(pack(plain.read_bytes()))
        plain.unlink()
        return n
    return make


def zstd(data):
    import zstandard
    return zstandard.ZstdCompressor().compress(data)


SAMPLES = {
    "plain.warc (warcio)": lambda p: warc(p, False),
    "packed.warc.gz (warcio)": lambda p: warc(p, True),
    "frames.warc.zst (zstandard)": lambda p: warc_zstd(p, None),
    "shared.warc.zst (zstandard)": lambda p: warc_zstd(p, "plain"),
    "packed-shared.warc.zst (zstandard)": lambda p: warc_zstd(p, "packed"),
    "archive.wacz (wacz)": wacz,
    "rss.xml (feedgen)": lambda p: feed(p, False),
    "atom.xml (feedgen)": lambda p: feed(p, True),
    "excel.csv (csv)": lambda p: table(p, "excel"),
    "tab.tsv (csv)": lambda p: table(p, "excel-tab"),
    "lines.jsonl (json)": lines,
    "lines.jsonl.gz (gzip)": packed_by(gzip.compress),
    "lines.jsonl.zst (zstandard)": packed_by(zstd),
}


def read(stemma, path):
    done = subprocess.run([stemma, "report", "--threads", "1", str(path), "--json", "-"],
                          capture_output=True)
    if done.returncode not in (0, 1, 3):
        raise SystemExit(f"{path}: exit status {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout) if done.stdout else {"articles": [], "skipped": [{}]}


def wrong(articles, n):
    """What is not as it was written."""
    told = {a["headline"]: a for a in articles}
    for i, (title, _) in enumerate(STORIES[:n]):
        if title not in told:
            return f"no article \"{title}\""
        if body(i)[1] not in told[title]["text"] or body(i)[0] not in " ".join(
                a["text"] for a in articles):
            return f"text of \"{title}\""
    return None


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("stemma")
    options.add_argument("--keep", help="make the samples here and leave them")
    options = options.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(options.keep or folder)
        folder.mkdir(exist_ok=True)
        print(f"{'sample':34} {'wanted':>6} {'read':>5} {'skips':>5}  {'passed over':12} cut short")
        for name, make in SAMPLES.items():
            path = folder / name.split()[0]
            try:
                n = make(path)
            except ImportError as missing:
                print(f"{name:34} left out: {missing}")
                continue
            got = read(options.stemma, path)
            why = wrong(got["articles"], len(STORIES))
            passed = sum(p["n"] for p in got.get("passed", []))
            whole = path.read_bytes()
            short = path.with_name("short-" + path.name)
            short.write_bytes(whole[:len(whole) * 2 // 3])
            less = read(options.stemma, short)
            good = len(got["articles"]) == n and not got["skipped"] and not why
            # What is cut is told, and what comes before it is read
            good_cut = less["skipped"] and len(less["articles"]) < n
            bad += not (good and good_cut)
            print(f"{name:34} {n:6} {len(got['articles']):5} {len(got['skipped']):5}  "
                  f"{passed:<12} {len(less['articles'])} read, {len(less['skipped'])} skips"
                  f"{'' if good else '   WRONG: ' + (why or 'count')}"
                  f"{'' if good_cut else '   CUT NOT TOLD'}")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
