#!/usr/bin/env python3
"""Inputs and surroundings that nobody wishes for: a clear message or a correct small report,
never a crash, the right exit status, no half-written file."""

import itertools
import json
import os
import random
import subprocess
import sys
from pathlib import Path

from tap import ROOT, Skip, command, run_all, stemma

DONE, FAILED, USAGE, SKIPPED = 0, 1, 2, 3

STORY = """The river rose by two metres on Tuesday and cut the road to the northern villages, the
governor said.

At least 40 families were taken to a school in Lower Vale, Governor Ana Brel told reporters.
"We have food for a week," she said.

Engineers said the bridge was still standing but could not carry lorries. Work on it will
begin when the water falls.
"""


def report_of(*inputs, options=(), cwd=None, status=DONE):
    done = stemma("report", *inputs, "--json", "-", "--threads", "2", *options, cwd=cwd)
    assert done.returncode == status, (done.returncode, done.stderr)
    return json.loads(done.stdout)


def fails_with(done, status: int, *words: str) -> None:
    said = done.stderr.decode()
    assert done.returncode == status, (done.returncode, said)
    for word in words:
        assert word in said, (word, said)
    assert said.startswith("stemma: ") and said.endswith("\n"), said


def empty_file(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    fails_with(stemma("report", "empty.txt", cwd=folder), FAILED, "empty.txt", "no articles")


def binary_file(folder: Path) -> None:
    (folder / "noise.bin").write_bytes(random.Random(1).randbytes(100_000))
    (folder / "zeros").write_bytes(bytes(5000))
    fails_with(stemma("report", "noise.bin", "zeros", cwd=folder), FAILED, "noise.bin", "zeros")


def good_and_bad(folder: Path) -> None:
    (folder / "good.txt").write_text(STORY)
    (folder / "empty.txt").write_bytes(b"")
    report = report_of("good.txt", "empty.txt", "missing.txt", cwd=folder, status=SKIPPED)
    assert len(report["articles"]) == 1
    assert [s["input"] for s in report["skipped"]] == ["empty.txt", "missing.txt"]
    said = stemma("text", "good.txt", "missing.txt", cwd=folder).stderr.decode()
    assert said.startswith("stemma: missing.txt: "), said


def folder_without_articles(folder: Path) -> None:
    (folder / "in").mkdir()
    fails_with(stemma("report", "in", cwd=folder), FAILED, "no articles")


def missing_file(folder: Path) -> None:
    fails_with(stemma("report", "nowhere.txt", cwd=folder), FAILED, "nowhere.txt")


def unreadable_file(folder: Path) -> None:
    if os.geteuid() == 0:
        raise Skip("root reads everything")
    (folder / "closed.txt").write_text(STORY)
    (folder / "closed.txt").chmod(0)
    fails_with(stemma("report", "closed.txt", cwd=folder), FAILED, "closed.txt")


def invalid_utf8(folder: Path) -> None:
    broken = STORY.replace("river", "ri\udcffver").encode(errors="surrogateescape")
    (folder / "broken.txt").write_bytes(broken + b"\xf0\x9f\x98")
    report = report_of("broken.txt", cwd=folder)
    text = report["articles"][0]["text"]
    assert "Engineers said the bridge" in text
    text.encode()


def name_that_is_not_utf8(folder: Path) -> None:
    name = os.fsencode(folder) + b"/caf\xe9\x1b[31m\n.txt"
    with open(name, "w") as file:
        file.write(STORY)
    report = report_of(os.fsdecode(name))
    assert report["articles"][0]["input"].endswith(".txt")
    done = stemma("report", os.fsdecode(name))
    assert done.returncode == DONE and b"\x1b" not in done.stdout
    done = stemma("report", "none\x1b[2J\n\x9b.txt", "--threads", "\x1b[2J")
    assert done.returncode == USAGE and b"\x1b" not in done.stderr
    done = stemma("report", "none\x1b[2J\n\x9b.txt")
    assert done.returncode == FAILED and b"\x1b" not in done.stderr and b"\xc2\x9b" not in done.stderr
    assert len(done.stderr.splitlines()) == 2


def single_article(folder: Path) -> None:
    (folder / "one.txt").write_text(STORY)
    report = report_of("one.txt", cwd=folder)
    assert len(report["articles"]) == 1 and report["families"] == []
    done = stemma("report", "one.txt", cwd=folder)
    assert done.stdout.startswith(b"1 article, "), done.stdout
    assert b", 1 independent report\n" in done.stdout.splitlines(True)[0]


def two_identical_articles(folder: Path) -> None:
    (folder / "one.txt").write_text(STORY)
    (folder / "two.txt").write_text(STORY)
    report = report_of("one.txt", "two.txt", cwd=folder)
    first, second = (a["id"] for a in report["articles"])
    assert second == first + "-2"
    assert [f["witnesses"] for f in report["families"]] == [[first, second]]
    assert report["families"][0]["slots"] == []


def one_input_named_twice(folder: Path) -> None:
    (folder / "one.txt").write_text(STORY)
    report = report_of("one.txt", "one.txt", cwd=folder, status=SKIPPED)
    assert len(report["articles"]) == 1


def one_word(folder: Path) -> None:
    (folder / "word.txt").write_text("Flood")
    report = report_of("word.txt", cwd=folder)
    assert report["articles"][0]["text"] == "Flood"
    assert report["articles"][0]["words"] == 1
    for name in ("tree", "collate"):
        assert stemma(name, "word.txt", cwd=folder).returncode == DONE


def ten_megabytes_in_a_line(folder: Path) -> None:
    rng = random.Random(3)
    words = [f"{c}{v}{n}" for c in "bdfgklmn" for v in ("a", "e", "o") for n in ("rin", "tos", "vel")]
    line = " ".join(rng.choice(words) for _ in range(2_000_000))[: 10 << 20]
    (folder / "line.txt").write_text(line)
    (folder / "same.txt").write_text("x" * (10 << 20))
    done = stemma("report", "line.txt", "same.txt", "--json", "out.json", cwd=folder, timeout=280)
    assert done.returncode in (DONE, SKIPPED), (done.returncode, done.stderr)
    json.loads((folder / "out.json").read_text())


def script_in_a_title(folder: Path) -> None:
    record = {
        "id": "<script>alert(1)</script>",
        "title": "</script><script>alert(2)</script><!-- \u2028\u2029",
        "outlet": "<img src=x onerror=alert(3)>",
        "text": STORY + "\n\n</script><script>alert(4)</script> \x1b[2J\x07 said the mayor.",
        "more": {"note": "</script>\u2028"},
    }
    (folder / "a.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n")
    report = report_of("a.jsonl", cwd=folder)
    assert report["articles"][0]["id"] == record["id"]
    assert "<script>alert(2)</script>" in report["articles"][0]["headline"]
    assert report["articles"][0]["extra"] == {"more": record["more"]}
    done = stemma("report", "a.jsonl", "-o", "-", cwd=folder)
    page = done.stdout.decode()
    assert "alert(" in page and "<script>alert" not in page and "<img src=x" not in page
    assert page.count("</script>") == (ROOT / "web/dist/report.html").read_text().count("</script>")
    assert "\u2028" not in page.split('id="stemma-data">')[1].split("</script>")[0]
    data = page.split('id="stemma-data">')[1].split("</script>")[0]
    assert json.loads(data) == report
    summary = stemma("report", "a.jsonl", cwd=folder).stdout
    assert b"\x1b" not in summary and b"\x07" not in summary


def order_of_inputs(folder: Path) -> None:
    names = []
    for number, change in enumerate([("40", "50"), ("Ana Brel", "Anna Brell"), ("river", "stream"), ("", "")]):
        name = f"{number}.txt"
        (folder / name).write_text(STORY.replace(*change) if change[0] else "Harvest is late.\n")
        names.append(name)
    outputs = set()
    for order in itertools.permutations(names):
        for threads in ("1", "8"):
            done = stemma("report", *order, "--threads", threads, "--json", "-", cwd=folder)
            assert done.returncode == DONE, done.stderr
            outputs.add(done.stdout)
    assert len(outputs) == 1
    pages = {
        stemma("report", *order, "-o", "-", cwd=folder).stdout for order in (names, names[::-1])
    }
    assert len(pages) == 1


def lists_and_standard_input(folder: Path) -> None:
    (folder / "one.txt").write_text(STORY)
    (folder / "two words.txt").write_text(STORY.replace("40", "50"))
    (folder / "list").write_text("one.txt\r\n\ntwo words.txt")
    report = report_of("@list", cwd=folder)
    assert [a["input"] for a in report["articles"]] == ["one.txt", "two words.txt"]
    done = stemma("text", "--plain", "-", data=STORY.encode())
    assert done.returncode == DONE and done.stdout.decode().strip() == STORY.strip()
    done = stemma("text", "--plain", "@-", data=b"one.txt\n", cwd=folder)
    assert done.returncode == DONE and done.stdout.decode().strip() == STORY.strip()
    fails_with(stemma("text", "@nolist", cwd=folder), FAILED, "nolist")


def list_of_files_without_at(folder: Path) -> None:
    """It is no article; what to do is said."""
    for number in range(2):
        (folder / f"{number}.txt").write_text(f"The river rose by {number} metres on Tuesday.\n")
    (folder / "list").write_text("0.txt\n\n1.txt\n")
    done = stemma("text", "--plain", "list", cwd=folder)
    assert done.returncode == FAILED and b"list: a list of files; @list has them read" in done.stderr, done.stderr
    assert stemma("text", "--plain", "@list", cwd=folder).stdout.count(b"river") == 2
    done = stemma("text", "--plain", "-", data=b"0.txt\n1.txt\n", cwd=folder)
    assert done.returncode == FAILED and b"@- has them read" in done.stderr, done.stderr
    assert stemma("text", "--plain", "@-", data=b"0.txt\n1.txt\n", cwd=folder).stdout.count(b"river") == 2
    done = stemma("text", "--plain", "-", data=b"0.txt\nand 1.txt\n", cwd=folder)
    assert done.returncode == DONE and done.stdout.startswith(b"0.txt"), done.stderr


def full_disk(folder: Path) -> None:
    if not os.path.exists("/dev/full"):
        raise Skip("no /dev/full here")
    (folder / "one.txt").write_text(STORY)
    for words in (["-o", "/dev/full"], ["--json", "/dev/full"]):
        fails_with(stemma("report", "one.txt", *words, cwd=folder), FAILED, "/dev/full: No space left")
    with open("/dev/full", "wb") as full:
        for words in (["report", "one.txt"], ["text", "one.txt"], ["help"], ["--version"], ["tree", "one.txt"]):
            fails_with(stemma(*words, cwd=folder, stdout=full), FAILED, "standard output: No space left")


def reader_goes_away(folder: Path) -> None:
    (folder / "long.txt").write_text("\n\n".join(STORY for _ in range(2000)))
    process = subprocess.Popen(
        [command(), "text", "--plain", "long.txt"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.close()
    said = process.stderr.read().decode()
    assert process.wait() == FAILED, process.returncode
    assert said == "stemma: standard output: Broken pipe\n", said


def no_half_written_file(folder: Path) -> None:
    (folder / "one.txt").write_text(STORY)
    (folder / "r.json").write_text("what was here before")
    fails_with(stemma("report", "one.txt", "--json", "no/such/folder.json", cwd=folder), FAILED, "No such file")
    fails_with(stemma("report", "empty", "--json", "r.json", cwd=folder), FAILED)
    assert (folder / "r.json").read_text() == "what was here before"
    if os.geteuid() == 0:
        command_line = f'ulimit -f 1; trap "" XFSZ; exec "{command()}" report one.txt -o r.json'
        done = subprocess.run(["bash", "-c", command_line], cwd=folder, capture_output=True, check=False)
        assert done.returncode == FAILED, (done.returncode, done.stderr)
        assert b"r.json: File too large" in done.stderr, done.stderr
        assert (folder / "r.json").read_text() == "what was here before"
    assert sorted(p.name for p in folder.iterdir()) == ["one.txt", "r.json"]


def output_mode_and_link(folder: Path) -> None:
    (folder / "one.txt").write_text(STORY)
    os.umask(0o022)
    assert stemma("report", "one.txt", "--json", "new.json", "--quiet", cwd=folder).returncode == DONE
    assert (folder / "new.json").stat().st_mode & 0o777 == 0o644
    (folder / "old.json").write_text("")
    (folder / "old.json").chmod(0o600)
    (folder / "link.json").symlink_to("old.json")
    assert stemma("report", "one.txt", "--json", "link.json", "--quiet", cwd=folder).returncode == DONE
    assert (folder / "link.json").is_symlink()
    assert (folder / "old.json").stat().st_mode & 0o777 == 0o600
    assert json.loads((folder / "old.json").read_text())["articles"]


def output_over_an_input(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "one.txt").write_text(STORY)
    (folder / "list").write_text("in/one.txt\n")
    for words in (
        ["in/one.txt", "-o", "in/one.txt"],
        ["in", "-o", "in/../in/one.txt"],
        ["in", "--json", "in/one.txt"],
        ["@list", "-o", "list"],
    ):
        fails_with(stemma("report", *words, cwd=folder), USAGE, "one of the inputs")
    assert (folder / "in" / "one.txt").read_text() == STORY


def wrong_usage(folder: Path) -> None:
    (folder / "one.txt").write_text(STORY)
    for words in (
        [],
        ["nonsense"],
        ["report"],
        ["report", "one.txt", "--nonsense"],
        ["report", "one.txt", "--threads", "many"],
        ["report", "one.txt", "--threads", "-1"],
        ["report", "one.txt", "--threads=1000000"],
        ["report", "one.txt", "--threads"],
        ["report", "one.txt", "--plain=yes"],
        ["report", "one.txt", "-o", "-", "--json", "-"],
        ["report", "one.txt", "-o", "x", "--json", "x"],
        ["report", "one.txt", "--memory", "1G"],
        ["tree", "one.txt", "--format", "png"],
        ["text", "one.txt", "--format", "json"],
        ["help", "nonsense"],
    ):
        done = stemma(*words, cwd=folder)
        assert done.returncode == USAGE, (words, done.returncode)
        assert done.stdout == b"" and done.stderr, words
    assert [p.name for p in folder.iterdir()] == ["one.txt"]


def users_files(folder: Path) -> None:
    (folder / "one.txt").write_text(STORY)
    (folder / "names").write_text("# ours\nAna Brel = A. Brel\nalone\n")
    fails_with(stemma("report", "one.txt", "--names", "names", cwd=folder), FAILED, "names:3: expected NAME = NAME")
    fails_with(stemma("report", "one.txt", "--owners", "none", cwd=folder), FAILED, "none: No such file")
    (folder / "a.jsonl").write_text(json.dumps({"id": "x", "outlet": "The Courier", "text": STORY}) + "\n")
    (folder / "owners").write_text("the courier = Big House\n")
    report = report_of("a.jsonl", options=["--owners", "owners"], cwd=folder)
    assert report["articles"][0]["owner"] == "Big House"
    assert report["stemma"]["options"]["owners"] == "owners"


def quiet_and_terminal(folder: Path) -> None:
    (folder / "one.txt").write_text(STORY)
    done = stemma("report", "one.txt", "--json", "r.json", "--quiet", cwd=folder)
    assert (done.stdout, done.stderr) == (b"", b"")
    plain = stemma("report", "one.txt", cwd=folder).stdout
    other = stemma("report", "one.txt", cwd=folder, env={"LC_ALL": "C.UTF-8"}).stdout
    assert plain.decode().isascii() or "└" not in plain.decode()
    assert plain.splitlines()[0] == other.splitlines()[0]


def every_command_gives_its_form(folder: Path) -> None:
    for number in range(3):
        (folder / f"{number}.txt").write_text(STORY.replace("40", str(40 + number)))
    for name in ("families", "names", "dates", "statements", "stories"):
        done = stemma(name, folder)
        assert done.returncode == DONE, (name, done.stderr)
        for line in done.stdout.splitlines():
            json.loads(line)
    done = stemma("families", folder, "--passages", folder / "p.jsonl")
    ids = [json.loads(line) for line in done.stdout.splitlines()]
    assert len({line["family"] for line in ids}) == 1 and ids[0]["family"], ids
    passages = [json.loads(line) for line in (folder / "p.jsonl").read_text().splitlines()]
    assert {(p["a"], p["b"]) for p in passages} == set(itertools.combinations([line["id"] for line in ids], 2))
    (folder / "p.jsonl").unlink()
    tree = json.loads(stemma("tree", folder).stdout)
    assert [a["id"] for a in tree["articles"]] == tree["family"]["witnesses"]
    assert b"digraph" in stemma("tree", folder, "--format", "dot").stdout
    collated = json.loads(stemma("collate", folder).stdout)
    texts = [a["text"] for a in map(json.loads, stemma("text", "--json", folder).stdout.splitlines())]
    for which, text in enumerate(texts):
        assert "".join(row["cells"][which] for row in collated["rows"]) == text
    table = stemma("collate", folder, "--format=csv").stdout.decode()
    assert table.startswith("slot,class,"), table[:80]


def main() -> int:
    return run_all(
        [
            empty_file,
            binary_file,
            good_and_bad,
            folder_without_articles,
            missing_file,
            unreadable_file,
            invalid_utf8,
            name_that_is_not_utf8,
            single_article,
            two_identical_articles,
            one_input_named_twice,
            one_word,
            ten_megabytes_in_a_line,
            script_in_a_title,
            order_of_inputs,
            lists_and_standard_input,
            list_of_files_without_at,
            full_disk,
            reader_goes_away,
            no_half_written_file,
            output_mode_and_link,
            output_over_an_input,
            wrong_usage,
            users_files,
            quiet_and_terminal,
            every_command_gives_its_form,
        ]
    )


sys.exit(main())
