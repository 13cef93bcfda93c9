#!/usr/bin/env python3
"""Trains the model that tells a page's day of publication from its other days.

    bench/date_train.py BENCH DATE_DAYS [-o src/article] [--part dev|all] [--cross]

BENCH holds htmldate/, newspaper4k/ and trafilatura-eval/, whose dates are read. `--part dev`
reads their dev halves alone (see pages.py): with such weights the test halves measure; what is
shipped is trained on `all`. DATE_DAYS is the program of bench/date_days.c (`ninja date-days`).
Needs numpy.

The model is linear, and the chance of a day is its share of the exponentials of the scores of
its page (a conditional logit), with a penalty on the squares of the weights. `--cross` prints
how often five-fold cross-validation over sites is right, for five ways to cut the sites, beside
the day of the highest rank, and writes nothing.
"""
import argparse
import datetime
import hashlib
import json
import pathlib
import re

import numpy as np

import pages

UNIT = 1024  # DATE_WEIGHT_UNIT
RANK_UNIT = 20  # ranks weigh as much as features that are 0 or 1
PENALTY = 4.0
# Whatever the pages teach, these never speak for a day: the day of the visit has them too.
NEVER_FOR = ("DAY_TOP", "DAY_GLUED", "DAY_FAR", "DAY_UPDATED", "DAY_ADDRESS_ONLY")
STEPS = 500
HEADER = pathlib.Path(__file__).resolve().parent.parent / "src/article/date_days.h"


def feature_names():
    body = re.search(r"typedef enum \{(.*?)\} day_feature;", HEADER.read_text(), re.S).group(1)
    names = re.findall(r"^\s*(\w+)(?: = \w+)?,?", re.sub(r"//.*", "", body), re.M)
    return [n for n in names if not n.startswith("N_")]


def site_of(address):
    return re.sub(r"https?://(www\.)?", "", address).split("/")[0]


def load_items(bench, part):
    """(set, site, path, day) of each page with a date that can be read."""
    found, seen = [], set()

    def add(kind, name, address, path, date):
        try:
            day = datetime.date.fromisoformat((date or "")[:10])
        except (TypeError, ValueError):
            return
        if path and pages.in_part(name, part):
            found.append((kind, site_of(address), path, (day - datetime.date(1970, 1, 1)).days))

    for url, item in sorted(json.loads((bench / "htmldate/dates-dev.json").read_text()).items()):
        seen.add(url)
        date = item["date"] if isinstance(item["date"], str) else None
        add("htmldate", url, url, pages.find_page(bench / item["at"], item["file"]), date)
    data = json.loads((bench / "newspaper4k/articles.json").read_text())
    for name, item in sorted(data.items()):
        path = pages.find_page(bench / "newspaper4k", f"{name}.html")
        add("newspaper4k", name, item["site"], path, item["date"])
    data = json.loads((bench / "trafilatura-eval/evaldata.json").read_text())
    for url, item in sorted(data.items()):
        if url not in seen:
            path = pages.find_page(bench / "trafilatura-eval", item["file"])
            add("trafilatura-eval", url, url, path, item.get("date"))
    return found


def matrices(program, items, names):
    """Of each page the days, and their features scaled."""
    scale = np.array([1 / RANK_UNIT if n == "DAY_RANK" else 1.0 for n in names])
    found = pages.run_on([program], [i[2] for i in items], lambda o: o["days"])
    out = []
    for rows in found:
        rows = rows or []
        x = np.array([r["features"] for r in rows], dtype=float).reshape(len(rows), len(names))
        out.append(([r["day"] for r in rows], x * scale))
    return out


def train(pages_of, golds, names):
    """Weights; pages that name the day and another one teach them."""
    lessons = []
    for (days, x), gold in zip(pages_of, golds):
        if len(days) > 1 and gold in days:
            lessons.append((x, np.array([d == gold for d in days], dtype=float)))
    n = len(names)
    never_for = np.array([name in NEVER_FOR for name in names])
    w, mean, square = np.zeros(n), np.zeros(n), np.zeros(n)
    for step in range(1, STEPS + 1):
        slope = PENALTY * w
        for x, y in lessons:
            score = x @ w
            chance = np.exp(score - score.max())
            slope = slope + x.T @ (chance / chance.sum() - y)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        w = w - 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        w = np.where(never_for, np.minimum(w, 0.0), w)
    return w


def choose(page, w):
    days, x = page
    return days[int(np.argmax(x @ w))] if days else None


def report(label, items, chosen):
    sets = sorted({i[0] for i in items})
    right = {s: [c == i[3] for i, c in zip(items, chosen) if i[0] == s] for s in sets}
    parts = "  ".join(f"{s} {sum(r)}/{len(r)}" for s, r in right.items())
    print(f"{label}: {sum(map(sum, right.values()))} of {len(items)}  ({parts})")


def fold_of(site, cut):
    return hashlib.sha256(f"{cut} {site}".encode()).digest()[0] % 5


def cross(items, pages_of, names):
    golds = [i[3] for i in items]
    by_rank = np.array([float(n == "DAY_RANK") for n in names])
    report("highest rank", items, [choose(p, by_rank) for p in pages_of])
    named = [g if g in p[0] else None for g, p in zip(golds, pages_of)]
    report("named at all", items, named)
    for cut in range(5):
        chosen = [None] * len(items)
        for fold in range(5):
            out = [fold_of(i[1], cut) == fold for i in items]
            w = train([p for p, o in zip(pages_of, out) if not o],
                      [g for g, o in zip(golds, out) if not o], names)
            for i, o in enumerate(out):
                if o:
                    chosen[i] = choose(pages_of[i], w)
        report(f"cut {cut}", items, chosen)


def write(w, names, path):
    lines = ["#include \"article/date_days.h\"", "",
             "/* Written by bench/date_train.py from the dates of htmldate, newspaper4k and",
             " * trafilatura-eval; not to be changed by hand. */",
             "const int16_t date_weights[N_DAY_FEATURES] = {"]
    for name, value in zip(names, w):
        unit = UNIT / RANK_UNIT if name == "DAY_RANK" else UNIT
        lines.append(f"    [{name}] = {round(value * unit)},")
    lines.append("};")
    path.write_text("\n".join(lines) + "\n")
    print(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=pathlib.Path)
    parser.add_argument("program")
    parser.add_argument("-o", type=pathlib.Path, default=pathlib.Path("src/article"))
    parser.add_argument("--part", choices=("dev", "all"), default="all")
    parser.add_argument("--cross", action="store_true")
    args = parser.parse_args()
    names = feature_names()
    items = load_items(args.bench, args.part)
    pages_of = matrices(args.program, items, names)
    if args.cross:
        cross(items, pages_of, names)
    else:
        write(train(pages_of, [i[3] for i in items], names), names, args.o / "date_weights.c")


main()
