#!/usr/bin/env python3
"""Measures publication dates of HTML pages on the development pages of htmldate.

    bench/htmldate.py FOLDER STEMMA [--part dev|test|all] [--errors]

FOLDER holds dates-dev.json: url -> {"file", "date", "at"}; "at" names the folder of the page,
beside FOLDER. The right day is a hit, another one false, none where there is one a miss.
STEMMA may be "htmldate": then the package of that name is measured. `dev` (for tuning) and
`test` are halves told by a hash of the address.
"""
import argparse
import json
import pathlib

import pages


def run_htmldate(paths):
    htmldate = pages.installed("htmldate")
    found = []
    for path in paths:
        try:
            value = htmldate.find_date(pages.read_page(path), original_date=True)
        except Exception:
            value = None
        found.append({"published": {"value": value, "candidates": []}})
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("stemma")
    parser.add_argument("--part", choices=("dev", "test", "all"), default="dev")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    data = args.folder / "dates-dev.json"
    if not data.is_file():
        print(f"skipped: no {data}")
        return
    items, paths = [], []
    for url, item in sorted(json.loads(data.read_text()).items()):
        path = pages.find_page(args.folder.parent / item["at"], item["file"])
        if path and pages.in_part(url, args.part):
            items.append((url, item))
            paths.append(path)
    articles = run_htmldate(paths) if args.stemma == "htmldate" else pages.articles(args, paths)
    tp = fp = fn = tn = 0
    for (url, item), article in zip(items, articles):
        gold = item["date"] if isinstance(item["date"], str) else None
        found = pages.day_of(article)
        tp += found is not None and found == gold
        fp += found is not None and found != gold
        fn += found is None and gold is not None
        tn += found is None and gold is None
        if args.errors and found != gold:
            print(f'{item["at"]} {item["file"]}  {url[:100]}\n   is  {gold}, '
                  f'got {article and article["published"]["value"]}')
            for c in (article or {"published": {"candidates": []}})["published"]["candidates"][:12]:
                print(f'      {c["value"]}: {c["where"]}; {c["why_not"]}')
    p, r = tp / (tp + fp) if tp + fp else 0, tp / (tp + fn) if tp + fn else 0
    print(f"{args.part}: {len(items)} pages  P {p:.3f}  R {r:.3f}  F {2 * p * r / (p + r):.4f}  "
          f"(right {tp}, false {fp}, missed {fn}, rightly none {tn})")


main()
