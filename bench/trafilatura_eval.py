#!/usr/bin/env python3
"""Measures the article taken out of HTML pages on trafilatura's evaluation pages.

    bench/trafilatura_eval.py FOLDER STEMMA [--part dev|test|all] [--errors N]

FOLDER holds evaldata.json: url -> {"file", "with", "without", …} and the pages. A segment of
"with" that is in the text counts as found, one that is not as missed; a segment of "without"
that is there as false. STEMMA may be "trafilatura": then the package of that name is measured.
`dev` (for tuning) and `test` are halves told by a hash of the address.
"""
import argparse
import json
import pathlib

import pages


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("stemma")
    parser.add_argument("--part", choices=("dev", "test", "all"), default="dev")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    data = args.folder / "evaldata.json"
    if not data.is_file():
        print(f"skipped: no {data}")
        return
    items, paths = [], []
    for url, item in sorted(json.loads(data.read_text()).items()):
        path = pages.find_page(args.folder, item["file"])
        if path and pages.in_part(url, args.part):
            items.append(item)
            paths.append(path)
    tp = fn = fp = tn = 0
    for item, article in zip(items, pages.articles(args, paths)):
        text = article["text"] if article else ""
        missed = [s for s in item["with"] if s not in text]
        false = [s for s in item["without"] if s in text]
        fn += len(missed)
        tp += len(item["with"]) - len(missed)
        fp += len(false)
        tn += len(item["without"]) - len(false)
        if args.errors and (missed or false):
            args.errors -= 1
            print(item["file"])
            for s in missed:
                print("   missed:", s)
            for s in false:
                print("   false: ", s)
    p, r = tp / (tp + fp) if tp + fp else 0, tp / (tp + fn) if tp + fn else 0
    f = 2 * p * r / (p + r) if p + r else 0
    print(f"{args.part}: {len(items)} pages  P {p:.3f}  R {r:.3f}  F {f:.4f}  "
          f"(found {tp}, missed {fn}, false {fp}, rightly out {tn})")


main()
