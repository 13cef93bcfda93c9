#!/usr/bin/env python3
"""Measures body, title and date taken out of HTML pages on the pages of newspaper4k.

    bench/newspaper4k.py FOLDER STEMMA [--part dev|test|all] [--errors body|title|date]

FOLDER holds articles.json: id -> {"title", "date", "articleBody", …} and html/ID.html.gz.
Body: multisets of four tokens in a row (a token is \\w+); the mean precision and the mean
recall over the pages, and F1 of the two. Title and date: the same, white space folded, the day
of the date; of the pages that have one. STEMMA may be "trafilatura": then the package of that
name is measured. `dev` (for tuning) and `test` are halves told by a hash of the id.
"""
import argparse
import collections
import json
import pathlib
import re

import pages


def shingles(text):
    tokens = re.findall(r"\w+", text or "")
    return collections.Counter(
        tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3)) if tokens
    )


def overlap(gold, found):
    """Precision and recall of one page."""
    g, f = shingles(gold), shingles(found)
    both = sum((g & f).values())
    if not g and not f:
        return 1.0, 1.0
    return both / max(1, sum(f.values())), both / max(1, sum(g.values()))


def fold(text):
    return " ".join((text or "").split())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("stemma")
    parser.add_argument("--part", choices=("dev", "test", "all"), default="dev")
    parser.add_argument("--errors", choices=("body", "title", "date"))
    args = parser.parse_args()
    data = args.folder / "articles.json"
    if not data.is_file():
        print(f"skipped: no {data}")
        return
    names, items, paths = [], [], []
    for name, item in sorted(json.loads(data.read_text()).items()):
        path = pages.find_page(args.folder, f"{name}.html")
        if path and pages.in_part(name, args.part):
            names.append(name)
            items.append(item)
            paths.append(path)
    ps, rs, titles, dates, bodies = [], [], [], [], []
    for name, item, article in zip(names, items, pages.articles(args, paths)):
        article = article or {"text": "", "headline": "", "published": {"value": None}}
        p, r = overlap(item["articleBody"], article["text"])
        ps.append(p)
        rs.append(r)
        bodies.append((p + r, p, r, name))
        if item["title"]:
            titles.append(fold(item["title"]) == fold(article["headline"]))
            if not titles[-1] and args.errors == "title":
                print(f'{name}\n   is  {fold(item["title"])}\n   got {fold(article["headline"])}')
        if item["date"]:
            dates.append(item["date"][:10] == pages.day_of(article))
            if not dates[-1] and args.errors == "date":
                print(f'{name}\n   is  {item["date"]}, got {article["published"]["value"]}')
                for c in article["published"]["candidates"]:
                    print(f'      {c["value"]}: {c["where"]}; {c["why_not"]}')
    if args.errors == "body":
        for _, p, r, name in sorted(bodies)[:60]:
            print(f"   {name}  P {p:.3f}  R {r:.3f}")
    p, r = sum(ps) / len(ps), sum(rs) / len(rs)
    print(f"{args.part}: {len(items)} pages  body P {p:.4f}  R {r:.4f}  F1 {2 * p * r / (p + r):.4f}"
          f"  title {sum(titles) / len(titles):.4f} of {len(titles)}"
          f"  date {sum(dates) / len(dates):.4f} of {len(dates)}")


main()
