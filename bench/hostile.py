#!/usr/bin/env python3
"""Inputs made to break a reader: how much memory and time they take, and whether the good
articles beside them are read.

usage: bench/hostile.py build/stemma [--only NAME] [--folder FOLDER] [--command families]

Each sample is made here and removed again (the largest takes 1 GB of the folder's disk).
Wanted: not more than 200 MB above the cap on one input (256 MB unless --largest says
otherwise), every fault told, what is good read. Exit status 1 where that is not so."""
import argparse
import gzip
import json
import os
import pathlib
import sys
import tempfile
import time
import zlib

MB = 1 << 20
GOOD = ("The ferry Marigold ran aground off Gull Bay on Tuesday, and all 214 passengers were "
        "taken off by fishing boats, the coast guard said. Number {}.")
FEED = "<rss version='2.0'><channel><title>The Bay Mirror</title>{}</channel></rss>"
ITEM = "<item><title>Ferry {0}</title><description>{1}</description></item>"


def row(i):
    return json.dumps({"id": str(i), "text": GOOD.format(i)}).encode() + b"\n"


def record(i, body=None, length=None, kind="text/html"):
    body = body or (f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n<html><body><p>"
                    f"{GOOD.format(i)}</p></body></html>").encode()
    head = ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-"
            f"8000-{i:012}>\r\nWARC-Date: 2031-05-03T00:00:00Z\r\nWARC-Target-URI: "
            f"https://a.example/{i}\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(body) if length is None else length}\r\n\r\n")
    return head.encode() + body + b"\r\n\r\n"


def write(path, *parts):
    with open(path, "wb") as file:
        for part in parts:
            file.write(part)


def gzip_bomb(path):
    """10 GB of one long line in 10 MB, a good row before it."""
    member = gzip.compress(b"a" * (100 * MB))
    write(path, gzip.compress(row(1)), *[member] * 103)
    return 1


def gzip_lines(path):
    """Lines that are no records, packed more than anybody's; what comes behind is given up."""
    member = gzip.compress(b"no JSON at all\n" * (100 * MB // 15))
    write(path, gzip.compress(row(1)), *[member] * 20, gzip.compress(row(2)))
    return 1


def nested_gzip(path):
    data = row(1) + b"x" * MB
    for _ in range(6):
        data = gzip.compress(data)
    write(path, data)
    return 0


def http_bomb(path):
    """A response of 4 GB packed in 4 MB, between two good ones."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(squeeze.compress(b"<p>" + b"b" * (16 * MB)) for _ in range(256))
    body = (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
            + packed + squeeze.flush())
    write(path, record(1), record(2, body), record(3))
    return 2


def warc_lengths(path):
    write(path, record(1), record(2, length=10 ** 18), record(3), record(4, length=-5),
          record(5), record(6, length=3), record(7), record(8, length="9" * 400), record(9))
    return 5


def bad_lines(path):
    """8 million lines that are no records, between two that are."""
    write(path, row(1), *[b"no JSON\n" * 100000] * 80, row(2))
    return 2


def billion_laughs(path):
    """Entities of its own: the feed is refused as a whole."""
    entities = "".join(f'<!ENTITY l{i} "{"&l%d;" % (i - 1) * 10}">' for i in range(1, 12))
    text = (f"<!DOCTYPE rss [<!ENTITY l0 'lol'>{entities}]>"
            + FEED.format(ITEM.format(1, "&l11;") + ITEM.format(2, GOOD.format(2))))
    write(path, text.encode())
    return 0


def external_entity(path):
    text = ("<!DOCTYPE rss [<!ENTITY file SYSTEM 'file:///etc/passwd'>]>"
            + FEED.format(ITEM.format(1, "&file;") + ITEM.format(2, GOOD.format(2))))
    write(path, text.encode())
    return 0


def deep_html(path):
    deep = b"<div><span><b>" * 100000
    write(path, b"<html><body><p>", GOOD.format(1).encode(), b"</p>", deep,
          b"<p>deep down it says this and that.</p></body></html>")
    return 1


def deep_xml(path):
    write(path, FEED.split("{}")[0].encode(), ITEM.format(1, GOOD.format(1)).encode(),
          b"<item>" + b"<a>" * 1000000)
    return 1


def deep_json(path):
    write(path, row(1), b'{"text":' + b"[" * 1000000 + b"\n", row(2))
    return 2


def long_line(path):
    write(path, row(1), b'{"text":"', *[b"word " * (MB // 5)] * 1030, b'"}\n', row(2))
    return 2


def open_quote(path):
    write(path, b"id,text\n1,\"" + GOOD.format(1).encode() + b"\"\n2,\"open ",
          *[b"word and\nmore " * (MB // 14)] * 400)
    return 1


def short_rows(path):
    """800,000 rows of a few letters."""
    write(path, b"id,text\n", *[b"1,Two words\n" * 40000] * 20)
    return 800000


def many_columns(path):
    """More than anybody's table: it is told, and not taken for prose."""
    write(path, b"id,text" + b",c" * 1000000 + b"\n1,\"" + GOOD.format(1).encode() + b"\"\n")
    return 0


def wide_table(path):
    """Three rows of 100,000 columns each, all of them full."""
    names = b"id,text" + b"".join(b",c%d" % i for i in range(100000))
    rest = b",some words" * 100000
    write(path, names + b"\n", *[b"%d,\"%s\"" % (i, GOOD.format(i).encode()) + rest + b"\n"
                                for i in range(3)])
    return 0


def zstd_frame(data):
    """A frame that stores what it is given: this needs no package."""
    blocks = [data[i:i + 100000] for i in range(0, len(data), 100000)] or [b""]
    heads = [(len(b) << 3 | (i == len(blocks) - 1)).to_bytes(3, "little")
             for i, b in enumerate(blocks)]
    return (b"\x28\xb5\x2f\xfd\xa0" + len(data).to_bytes(4, "little")
            + b"".join(h + b for h, b in zip(heads, blocks)))


def zstd_run(length):
    """A frame of so many spaces in a few bytes for each 128 KB."""
    n = length // 131072
    block = (131072 << 3 | 2).to_bytes(3, "little") + b" "
    return (b"\x28\xb5\x2f\xfd\xc0\x38" + (n * 131072).to_bytes(8, "little") + block * (n - 1)
            + (131072 << 3 | 3).to_bytes(3, "little") + b" ")


def dictionary(content, length=None):
    return (b"\x5d\x2a\x4d\x18"
            + (len(content) if length is None else length).to_bytes(4, "little") + content)


def zstd_dictionaries(path):
    """A dictionary that is none, one that unpacks to 4 GB, one longer than the file: the
    records do without it, and are read."""
    whole = zstd_frame(record(1)) + zstd_frame(record(2))
    write(path, dictionary(zstd_run(4 << 30)), dictionary(b"\x37\xa4\x30\xec" + b"x" * 5000),
          whole, dictionary(b"", 0xfffffff0), zstd_frame(record(3)))
    return 2


def zstd_window(path):
    """A frame that asks for a window of 2 GB, between good ones."""
    huge = b"\x28\xb5\x2f\xfd\x00" + bytes([(31 - 10) << 3]) + (16 << 3 | 1).to_bytes(3, "little")
    write(path, zstd_frame(record(1)), huge + b"a" * 16, zstd_frame(record(2)))
    return 2


def zstd_bomb(path):
    write(path, zstd_frame(row(1)), zstd_run(10 << 30))
    return 1


def one_word(path):
    write(path, *[b"x" * MB] * 200)
    return 0  # no article is that long


def endless_address_list(path):
    write(path, *[b"https://a.example/%d\n" % i for i in range(200000)])
    return 0


SAMPLES = {
    "gzip bomb, 10 GB": (gzip_bomb, "b.jsonl.gz"),
    "gzip, 2 GB of bad lines": (gzip_lines, "l.jsonl.gz"),
    "8,000,000 bad lines": (bad_lines, "m.jsonl"),
    "gzip in gzip, six deep": (nested_gzip, "n.gz"),
    "packed response, 4 GB": (http_bomb, "h.warc"),
    "WARC, wrong lengths": (warc_lengths, "w.warc"),
    "billion laughs": (billion_laughs, "b.xml"),
    "external entity": (external_entity, "e.xml"),
    "HTML 300,000 deep": (deep_html, "d.html"),
    "XML 1,000,000 deep": (deep_xml, "d.xml"),
    "JSON 1,000,000 deep": (deep_json, "d.jsonl"),
    "JSON line of 1 GB": (long_line, "l.jsonl"),
    "CSV, quote never closed": (open_quote, "q.csv"),
    "CSV, 800,000 short rows": (short_rows, "s.csv"),
    "CSV, 1,000,000 columns": (many_columns, "c.csv"),
    "CSV, 100,000 full columns": (wide_table, "f.csv"),
    "zstd bomb, 10 GB": (zstd_bomb, "b.jsonl.zst"),
    "WARC zstd, bad dictionaries": (zstd_dictionaries, "z.warc.zst"),
    "WARC zstd, window of 2 GB": (zstd_window, "v.warc.zst"),
    "text, one word of 200 MB": (one_word, "o.txt"),
    "200,000 addresses": (endless_address_list, "a.txt"),
}


def made_apart(make, path):
    """In a process of its own: what this one holds would count as the reader's."""
    receive, send = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.write(send, str(make(path)).encode())
        os._exit(0)
    os.waitpid(pid, 0)
    os.close(send)
    with os.fdopen(receive) as said:
        return int(said.read())


def run(stemma, command, path):
    """(status, seconds of user and system time, MB at most, articles, faults told, leaked)"""
    out, err = path.with_suffix(".out"), path.with_suffix(".err")
    with open(out, "wb") as to, open(err, "wb") as say:
        pid = os.posix_spawn(stemma, [stemma, *command.split(), "--threads", "1", str(path)],
                             os.environ, file_actions=[
                                 (os.POSIX_SPAWN_DUP2, to.fileno(), 1),
                                 (os.POSIX_SPAWN_DUP2, say.fileno(), 2)])
        _, status, used = os.wait4(pid, 0)
    n = told = 0
    leaked = False
    with open(out, "rb") as lines:
        while piece := lines.read(MB):
            n += piece.count(b"\n")
            leaked |= b"root:" in piece
    with open(err, "rb") as lines:
        told = sum(1 for line in lines if b"passed over" not in line)
    out.unlink()
    err.unlink()
    return (os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime,
            used.ru_maxrss / 1024, n, told, leaked)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("stemma")
    options.add_argument("--only", help="samples with this in their name")
    options.add_argument("--command", default="text --json", help="what reads them")
    options.add_argument("--folder", help="where they are made (the system's temporary folder)")
    options = options.parse_args()
    bad, cap = 0, 256
    print(f"{'sample':27} {'MB on disk':>10} {'exit':>4} {'seconds':>8} {'MB':>5} "
          f"{'good':>7} {'read':>7} {'told':>6}")
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for name, (make, file) in SAMPLES.items():
            if options.only and options.only not in name:
                continue
            path = pathlib.Path(folder) / file
            n = made_apart(make, path)
            size = path.stat().st_size / MB
            code, seconds, rss, read, told, leaked = run(options.stemma, options.command, path)
            path.unlink()
            fault = (code not in (0, 1, 3) or rss > cap + 200 or read < n or leaked
                     or (read > n and not told and "deep" not in name and n))
            bad += fault
            print(f"{name:27} {size:10.1f} {code:4} {seconds:8.2f} {rss:5.0f} {n:7} {read:7} "
                  f"{told:6}{'   WRONG' if fault else ''}", flush=True)
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
