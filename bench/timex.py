#!/usr/bin/env python3
"""Date expressions against TimeML gold, in the manner of TempEval-3.

    bench/timex.py [--stemma build/stemma] [--part tune|report|all] [--errors N] CORPUS

CORPUS is a folder of .tml files (TBAQ-cleaned: AQUAINT and TimeBank). The text of each is
given to `stemma dates --plain` as a JSON record with its document time as `date`; what
comes back is scored against the TIMEX3 elements of the text:

  strict    same first and last character     relaxed   overlapping
  value     overlapping and the same value, as F1 over all (value recall x relaxed)

Durations, sets ("every day") and vague references ("recently") are no dates here; the
score is given over all elements and over those of type DATE and TIME that have a day,
week, month or year as value. Gold values that are not ISO 8601 are put into it: Q3 and WE
as intervals; parts of a day are cut off.

`tune` is AQUAINT and every other file of TimeBank; `report` is the other half.
"""

import argparse
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET


def document(path):
    """id, date, text and gold expressions [(start, end, type, value, text)] of one file."""
    root = ET.parse(path).getroot()
    dct = root.find("DCT/TIMEX3").get("value")
    text, gold = [], []

    def walk(node):
        start = sum(map(len, text))
        if node.text:
            text.append(node.text)
        for child in node:
            walk(child)
            if child.tail:
                text.append(child.tail)
        if node.tag == "TIMEX3":
            whole = "".join(text)
            gold.append((start, len(whole), node.get("type"), node.get("value"), whole[start:]))

    walk(root.find("TEXT"))
    return path.stem, dct, "".join(text), gold


def iso(value):
    """A gold value as ISO 8601, or None when it is no plain date."""
    value = re.sub(r"T.*$", "", value)
    if m := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        last = int(m[2]) * 3
        return f"{m[1]}-{last - 2:02d}/{m[1]}-{last:02d}"
    if m := re.fullmatch(r"(\d{4})-W(\d{1,2})(-WE)?", value):
        year, week = int(m[1]), int(m[2])
        if not m[3]:
            return f"{year}-W{week:02d}"
        try:
            day = datetime.date.fromisocalendar(year, week, 6)
        except ValueError:
            return None
        return f"{day}/{day + datetime.timedelta(1)}"
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0/{value}9"
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return value
    return None


def part_of(path, n):
    if path.parent.name == "AQUAINT":
        return "tune"
    return "tune" if n % 2 == 0 else "report"


def run(stemma, docs):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as f:
        for name, dct, text, _ in docs:
            day = iso(dct)
            record = {"id": name, "text": text, "lang": "en"}
            if day:
                record["date"] = day
            f.write(json.dumps(record) + "\n")
        f.flush()
        done = subprocess.run(stemma + [f.name], stdout=subprocess.PIPE, check=True)
    found = {}
    for line in done.stdout.decode().splitlines():
        o = json.loads(line)
        found.setdefault(o["article"], []).append(
            (o["start"], o["end"], o["value"] or "", o.get("timex") or ""))
    return found


class Score:
    def __init__(self):
        self.gold = self.found = self.strict = self.relaxed = self.value = 0

    def line(self, name):
        def f1(hits):
            if not hits:
                return 0, 0, 0
            p, r = hits / self.found, hits / self.gold
            return 100 * p, 100 * r, 200 * p * r / (p + r)

        s, r, v = f1(self.strict), f1(self.relaxed), f1(self.value)
        return (f"{name:22} {self.gold:5} {self.found:5}   "
                f"strict P {s[0]:5.1f} R {s[1]:5.1f} F1 {s[2]:5.1f}   "
                f"relaxed P {r[0]:5.1f} R {r[1]:5.1f} F1 {r[2]:5.1f}   value F1 {v[2]:5.1f}")


def count(score, gold, found, ignored, errors):
    """`ignored`: gold spans that are not scored; what is found there is not held against."""
    left = list(found)
    score.gold += len(gold)
    for start, end, kind, value, words in gold:
        hit = next((f for f in left if f[0] < end and start < f[1]), None)
        want = iso(value)
        if not hit:
            errors.append(("missed", words, value, ""))
            continue
        left.remove(hit)
        score.found += 1
        score.relaxed += 1
        score.strict += hit[:2] == (start, end)
        good = hit[2] == (want or value) or hit[3] == value
        score.value += good
        if not good:
            errors.append(("value", words, value, hit[2]))
        elif hit[:2] != (start, end):
            errors.append(("span", words, value, str((hit[0] - start, hit[1] - end))))
    for f in left:
        if any(f[0] < end and start < f[1] for start, end in ignored):
            continue
        score.found += 1
        errors.append(("extra", f, "", f[2]))


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("corpus", type=pathlib.Path)
    p.add_argument("--stemma", default="build/stemma dates --plain",
                   help="the command that reads a JSON Lines file (default: %(default)s)")
    p.add_argument("--part", choices=["tune", "report", "all"], default="report")
    p.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors")
    args = p.parse_args()
    if not args.corpus.is_dir():
        sys.exit(f"skipped: no corpus at {args.corpus}")
    paths = sorted(args.corpus.rglob("*.tml"))
    docs = [document(path) for n, path in enumerate(paths)
            if args.part in ("all", part_of(path, n))]
    if not docs:
        sys.exit(f"skipped: no .tml files in {args.corpus}")
    found = run(args.stemma.split(), docs)
    every, dates, errors = Score(), Score(), []
    for name, _, text, gold in docs:
        mine = sorted(found.get(name, []))
        count(every, gold, mine, [], [])
        plain = [g for g in gold if g[2] in ("DATE", "TIME") and iso(g[3])]
        rest = [g[:2] for g in gold if g not in plain]
        mistakes = []
        count(dates, plain, mine, rest, mistakes)
        for kind, what, want, got in mistakes:
            if kind == "extra":
                around = text[max(0, what[0] - 30):what[1] + 30].replace("\n", " ")
                what = f"{text[what[0]:what[1]]}   <<{around}>>"
            errors.append((kind, name, what, want, got))
    print(f"{len(docs)} articles          gold found")
    print(every.line("all TIMEX3"))
    print(dates.line("DATE and TIME, plain"))
    for e in sorted(errors)[:args.errors]:
        print("  ", *e, sep="\t")


if __name__ == "__main__":
    main()
