#!/usr/bin/env python3
"""`stemma families` that is killed, that finds the disk full, that is run again: the same bytes
in the end, and nothing half-written taken for whole."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tap import Skip, command, run_all, stemma

DONE, FAILED, USAGE, SKIPPED = 0, 1, 2, 3

SYLLABLES = ["ba", "ke", "lo", "mi", "nur", "pas", "ret", "so", "tal", "vin", "wo", "zer", "dro"]
ENVIRONMENT = {**os.environ, "LC_ALL": "C", "TERM": "dumb"}


def word(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4)))


def write_pile(path: Path, n: int, seed: int = 1) -> None:
    """Articles of invented words, about half of them copies with some words changed."""
    rng = random.Random(seed)
    reports: list[list[str]] = []
    with open(path, "w", encoding="ascii") as file:
        for number in range(n):
            if not reports or rng.random() < 0.5:
                words = [word(rng) for _ in range(rng.randint(80, 250))]
                reports = [*reports[-20:], words]
            else:
                words = [word(rng) if rng.random() < 0.1 else w for w in rng.choice(reports)]
            file.write(json.dumps({"id": f"a{number}", "text": " ".join(words) + "."}) + "\n")


def families(folder: Path, *words, status=DONE, **named) -> bytes:
    done = stemma("families", "--plain", "pile.jsonl", *words, cwd=folder, **named)
    assert done.returncode == status, (done.returncode, done.stderr)
    return done.stdout


def limited(folder: Path, blocks: int, *words) -> subprocess.CompletedProcess:
    """The command where no file may be longer than so many KiB."""
    script = f'ulimit -f {blocks}; trap "" XFSZ; exec "$0" families --plain pile.jsonl "$@"'
    return subprocess.run(
        ["bash", "-c", script, command(), *words],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        timeout=120,
        check=False,
    )


def lines_of(output: bytes) -> list:
    return [json.loads(line) for line in output.splitlines()]


def fields_of_a_line(folder: Path) -> None:
    write_pile(folder / "pile.jsonl", 300)
    lines = lines_of(families(folder))
    assert [line["id"] for line in lines] == [f"a{n}" for n in range(300)]
    assert [line["input"] for line in lines] == [f"pile.jsonl:{n + 1}" for n in range(300)]
    members: dict = {}
    for line in lines:
        if line["family"] is None:
            assert line["witnesses"] == [] and not {"size", "overlap"} & line.keys()
        else:
            members.setdefault(line["family"], []).append(line["id"])
            assert line["size"] == len(line["witnesses"]) >= 2 and 0 <= line["overlap"] <= 1
    assert len(members) > 20
    assert list(members) == [f"f{n + 1}" for n in range(len(members))]  # in order of appearance
    for line in lines:
        assert line["witnesses"] == members.get(line["family"], [])


def second_source(folder: Path) -> None:
    rng = random.Random(4)
    one, two = ([word(rng) for _ in range(200)] for _ in range(2))
    with open(folder / "pile.jsonl", "w", encoding="ascii") as file:
        for name, words in (("x1", one), ("x2", one[:190]), ("y1", two), ("y2", two[10:]), ("z", one[:130] + two[90:])):
            file.write(json.dumps({"id": name, "text": " ".join(words) + "."}) + "\n")
    by_id = {line["id"]: line for line in lines_of(families(folder))}
    assert by_id["z"]["family"] == by_id["x1"]["family"] == by_id["x2"]["family"]
    assert by_id["y1"]["family"] == by_id["y2"]["family"] != by_id["x1"]["family"]
    assert set(by_id["z"]["second"]) <= {"y1", "y2"} and by_id["z"]["second"]
    assert all("second" not in by_id[name] for name in ("x1", "x2", "y1", "y2"))


def long_witness_list(folder: Path) -> None:
    rng = random.Random(5)
    text = " ".join(word(rng) for _ in range(100)) + "."
    with open(folder / "pile.jsonl", "w", encoding="ascii") as file:
        for number in range(250):
            file.write(json.dumps({"id": f"e{number}", "text": text}) + "\n")
    for line in lines_of(families(folder)):
        assert line["size"] == 250 and line["witnesses"] == [f"e{n}" for n in range(100)]


def killed_and_run_again(folder: Path) -> None:
    write_pile(folder / "pile.jsonl", 12000)
    start = time.monotonic()
    whole = families(folder, "--passages", "whole.jsonl")
    took = time.monotonic() - start
    passages = (folder / "whole.jsonl").read_bytes()
    assert whole.count(b"\n") == 12000 and passages
    words = ["--work", "work", "--quiet", "-o", "out.jsonl", "--passages", "passages.jsonl"]
    n_killed = 0
    for part in (0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 0.8, 0.9, 0.95, 1.0):
        running = subprocess.Popen(
            [command(), "families", "--plain", "pile.jsonl", *words], cwd=folder, env=ENVIRONMENT
        )
        time.sleep(part * took)
        running.send_signal(signal.SIGKILL)
        if running.wait(timeout=60) == -signal.SIGKILL:
            n_killed += 1
            if (folder / "out.jsonl").exists():  # a whole one, or none
                assert (folder / "out.jsonl").read_bytes() == whole
        if part == 0.4:  # half of them on top of each other, half of them from the start
            families(folder, *words)
            assert not (folder / "work").exists()
            assert (folder / "out.jsonl").read_bytes() == whole
            (folder / "out.jsonl").unlink()
    assert n_killed >= 3, n_killed
    families(folder, *words)
    assert (folder / "out.jsonl").read_bytes() == whole
    assert (folder / "passages.jsonl").read_bytes() == passages
    assert not (folder / "work").exists()
    assert sorted(p.name for p in folder.iterdir() if p.name.startswith("out")) == ["out.jsonl"]


def says_that_it_went_on(folder: Path) -> None:
    write_pile(folder / "pile.jsonl", 200)
    if not os.path.exists("/dev/full"):
        raise Skip("no /dev/full here")
    done = stemma("families", "--plain", "pile.jsonl", "--work", "work", "-o", "/dev/full", cwd=folder)
    said = done.stderr.decode()
    assert done.returncode == FAILED
    assert "/dev/full: No space left" in said and "takes it up again from work" in said, said
    assert (folder / "work" / "about").exists()
    done = stemma("families", "--plain", "pile.jsonl", "--work", "work", cwd=folder)
    assert done.returncode == DONE and b"took up again" in done.stderr, done.stderr
    assert done.stdout == families(folder)
    assert not (folder / "work").exists()


def full_standard_output(folder: Path) -> None:
    if not os.path.exists("/dev/full"):
        raise Skip("no /dev/full here")
    write_pile(folder / "pile.jsonl", 50)
    with open("/dev/full", "wb") as full:
        done = stemma("families", "--plain", "pile.jsonl", cwd=folder, stdout=full)
    assert done.returncode == FAILED, done.returncode
    assert b"standard output: No space left on device" in done.stderr, done.stderr


def full_disk(folder: Path) -> None:
    write_pile(folder / "pile.jsonl", 3000)
    whole = families(folder)
    (folder / "out.jsonl").write_text("what was here before")
    for blocks in (0, 1, 20, 100, 300, 1000):
        done = limited(folder, blocks, "--work", "work", "-o", "out.jsonl")
        said = done.stderr.decode()
        if blocks == 0 and done.returncode == DONE:
            raise Skip("no limit on the length of files here")
        assert done.returncode == FAILED, (blocks, done.returncode, said)
        assert said.startswith("stemma: ") and "File too large" in said, said
        assert (folder / "out.jsonl").read_text() == "what was here before"
    assert families(folder, "--work", "work", "--quiet") == whole
    # the pile comes to its end, the result does not
    done = limited(folder, 100, "-o", "out.jsonl")
    assert done.returncode == FAILED and b"out.jsonl: File too large" in done.stderr, done.stderr
    assert (folder / "out.jsonl").read_text() == "what was here before"
    assert sorted(p.name for p in folder.iterdir()) == ["out.jsonl", "pile.jsonl"]


def folder_in_use(folder: Path) -> None:
    write_pile(folder / "pile.jsonl", 20)
    words = [command(), "families", "--plain", "-", "--work", "work"]
    first = subprocess.Popen(
        words,
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,  # of which nothing comes
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        for _ in range(200):  # until it waits for its input
            if (folder / "work" / "about").exists():
                break
            time.sleep(0.05)
        done = stemma("families", "--plain", "pile.jsonl", "--work", "work", cwd=folder)
        assert done.returncode == FAILED and b"another run is at work here" in done.stderr, done.stderr
    finally:
        first.kill()
        first.communicate()


def users_files_in_the_folder(folder: Path) -> None:
    write_pile(folder / "pile.jsonl", 100)
    (folder / "work").mkdir()
    (folder / "work" / "notes.txt").write_text("mine")
    (folder / "work" / "texts-1").write_text("mine")
    families(folder, "--work", "work")
    assert sorted(p.name for p in (folder / "work").iterdir()) == ["notes.txt", "texts-1"]
    assert (folder / "work" / "notes.txt").read_text() == "mine"
    done = stemma("families", "--plain", "pile.jsonl", "--work", "pile.jsonl", cwd=folder)
    assert done.returncode == FAILED and done.stderr.startswith(b"stemma: pile.jsonl"), done.stderr


def inputs_of_all_kinds(folder: Path) -> None:
    write_pile(folder / "pile.jsonl", 60)
    with open(folder / "pile.jsonl", "a", encoding="ascii") as file:
        file.write('{"id":"broken"\n[]\n')
    wanted = families(folder, status=SKIPPED)
    assert wanted.count(b"\n") == 60
    done = stemma("families", "--plain", "pile.jsonl", "missing.jsonl", cwd=folder)
    assert done.returncode == SKIPPED and done.stdout == wanted
    assert [line.split(b":")[1] for line in done.stderr.splitlines()].count(b" missing.jsonl") == 1, done.stderr
    done = stemma("families", "--plain", "-", data=(folder / "pile.jsonl").read_bytes(), cwd=folder,
                  env={"XDG_CACHE_HOME": str(folder / "cache")})
    assert done.returncode == SKIPPED, done.stderr
    assert done.stdout.replace(b'"input":"-:', b'"input":"pile.jsonl:') == wanted
    assert not list(folder.glob("cache/stemma/*")), "what was kept for standard input is left behind"


def more_faults_than_can_be_told(folder: Path) -> None:
    """The first 10,000 are told, the rest counted; `text` says the same; nothing is kept of
    them beyond that (a megabyte of lines, not a gigabyte of reasons)."""
    write_pile(folder / "pile.jsonl", 40)
    good = (folder / "pile.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "pile.jsonl").write_bytes(b"".join(good[:20]) + b"no JSON\n" * 150_000 + b"".join(good[20:]))
    for words in (("families", "--plain"), ("text", "--plain", "--json")):
        done = stemma(*words, "pile.jsonl", "--quiet", cwd=folder)
        said = done.stderr.decode().splitlines()
        assert done.returncode == SKIPPED and done.stdout.count(b"\n") == 40
        assert said[-1] == "stemma: 150000 left out in all; the first 10000 are told", said[-1]
        assert len(said) == 10_001 and said[0].startswith("stemma: pile.jsonl:21: "), said[0]
    for part in (0, 1):  # the counts outlive a run that did not come to its end
        done = stemma("families", "--plain", "pile.jsonl", "--work", "work", cwd=folder,
                      stdout=open("/dev/full", "wb") if part == 0 else subprocess.PIPE)
        assert b"150000 left out in all; the first 10000 are told" in done.stderr


def warc_record(number: int, kind: str, body: bytes, status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = ("WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2031-05-03T00:00:00Z\r\n"
            f"WARC-Target-URI: https://gullbay.example/{number}\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n")
    return head.encode() + http + b"\r\n\r\n"


def pages_of_an_outlet(n: int, n_words: int, box: str, rng: random.Random) -> list[bytes]:
    """Pages with nothing in common but the box in the midst of them and the name."""
    pages = []
    for _ in range(n):
        parts = [" ".join(word(rng) for _ in range(12)).capitalize() + "." for _ in range(n_words // 12)]
        parts.insert(len(parts) // 2, box)
        body = "".join(f"<p>{part}</p>" for part in parts)
        pages.append(f"<!doctype html><html><head><title>{word(rng)} {word(rng)}</title><meta property=og:site_name "
                     f"content='Gull Bay Courier'></head><body><article>{body}</article></body></html>".encode())
    return pages


def box_of_an_outlet(folder: Path) -> None:
    """What stands on all pages of an outlet ties none of them, in files or in an archive,
    where it is as long as the reports; two that are copies are found in spite of it."""
    rng = random.Random(11)
    box = ". ".join(" ".join(word(rng) for _ in range(15)).capitalize() for _ in range(4)) + "."
    for n_words in (60, 120, 300):
        pages = pages_of_an_outlet(100, n_words, box, rng)
        copied = pages[41].replace(b"</title>", b" again</title>")
        where = folder / str(n_words)
        where.mkdir()
        for number, page in enumerate([*pages, copied]):
            (where / f"{number:03}.html").write_bytes(page)
        archive = b"".join(warc_record(number, "text/html", page) for number, page in enumerate([*pages, copied]))
        (folder / "pages.warc").write_bytes(archive)
        for name in (where.name, "pages.warc"):
            done = stemma("families", name, cwd=folder)
            assert done.returncode == DONE, done.stderr
            lines = lines_of(done.stdout)
            tied = [number for number, line in enumerate(lines) if line["family"]]
            assert len(lines) == 101 and tied == [41, 100], (name, n_words, tied)


def counts_what_was_passed_over(folder: Path) -> None:
    rng = random.Random(12)
    pages = pages_of_an_outlet(3, 60, "The end.", rng)
    records = [warc_record(number, "text/html", page) for number, page in enumerate(pages)]
    records += [warc_record(9, "image/png", b"\x89PNG"), warc_record(10, "image/png", b"\x89PNG")]
    records += [warc_record(11, "text/html", b"", "301 Moved")]
    (folder / "pages.warc").write_bytes(b"".join(records))
    said = {name: stemma(name, "pages.warc", "--json", cwd=folder).stderr for name in ("families", "text")}
    assert said["families"] == said["text"] and said["text"].count(b"passed over") == 2, said
    assert b"passed over: 2 pictures" in said["text"] and b"passed over: 1 redirects" in said["text"]
    assert stemma("families", "pages.warc", "--quiet", cwd=folder).stderr == b""


def as_in_the_report(folder: Path) -> None:
    """`stemma report` has the same families, and the same texts with a second source."""
    for kind in ("mixed", "splice=0.5", "noise=0.1"):
        pile = folder / kind
        made = stemma("bench", "generate", "--out", pile, "--articles", "150", "--seed", "7", "--kinds", kind,
                      "--words", "100-300")
        assert made.returncode == DONE, made.stderr
        done = stemma("families", "--plain", "--quiet", pile / "articles.jsonl")
        assert done.returncode == DONE, done.stderr
        found = lines_of(done.stdout)
        told = stemma("report", "--plain", "--quiet", pile / "articles.jsonl", "--json", "-")
        assert told.returncode == DONE, told.stderr
        report = json.loads(told.stdout)
        groups: dict[str, set] = {}
        for line in found:
            if line["family"]:
                groups.setdefault(line["family"], set()).add(line["id"])
        assert groups, kind
        assert sorted(map(sorted, groups.values())) == sorted(sorted(f["witnesses"]) for f in report["families"])
        seconds = set()
        for family in report["families"]:
            article = {node["id"]: node["article"] for node in family["nodes"]}
            seconds |= {article[edge["to"]] for edge in family["edges"] if edge["kind"] == "second"}
        assert seconds == {line["id"] for line in found if line.get("second")}, kind


def wrong_usage(folder: Path) -> None:
    write_pile(folder / "pile.jsonl", 5)
    for words in (["--memory", "much"], ["--memory", "-1"], ["--memory"], ["--work"], ["--memory", "1G1"],
                  ["-o", "x", "--passages", "x"], ["--passages", "pile.jsonl"],
                  ["--passages", "-"]):
        done = stemma("families", "--plain", "pile.jsonl", *words, cwd=folder)
        assert done.returncode == USAGE, (words, done.returncode, done.stderr)
    done = stemma("families", "--plain", "pile.jsonl", "--memory", "1M", cwd=folder)
    assert done.returncode in (FAILED, USAGE) and b"128 MiB" in done.stderr, done.stderr
    assert [p.name for p in folder.iterdir()] == ["pile.jsonl"]
    same = {families(folder, *words) for words in ([], ["--memory", "128M"], ["--memory=4G"], ["--memory", "200000K"])}
    assert len(same) == 1


def main() -> int:
    return run_all(
        [
            fields_of_a_line,
            second_source,
            long_witness_list,
            killed_and_run_again,
            says_that_it_went_on,
            full_standard_output,
            full_disk,
            folder_in_use,
            users_files_in_the_folder,
            inputs_of_all_kinds,
            more_faults_than_can_be_told,
            box_of_an_outlet,
            counts_what_was_passed_over,
            as_in_the_report,
            wrong_usage,
        ]
    )


sys.exit(main())
