#!/usr/bin/env python3
"""places_train.py LAB GAZETTEER LGL.xml.gz [--write FILE]: fits and scores places in texts.

LAB is the program bench/place_lab.c. The set (LGL, 588 articles of 85 local papers) is cut in two
by a hash of the article's number: what is fitted is fitted on one half; with --held the other is
scored. Found: spans with coordinates in the set against those that the model keeps (a span that
the set has without coordinates is neither right nor wrong). Place: the names that the set has
with coordinates, given where they stand; right within 161 km; one that is not resolved is wrong.

Needs numpy and scipy for fitting."""

import argparse
import gzip
import hashlib
import json
import math
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path


def read_lgl(path):
    articles = []
    for article in ET.fromstring(gzip.open(path).read()):
        names = []
        for t in article.iter("toponym"):
            tag = t.find("gaztag")
            where = (float(tag.findtext("lat")), float(tag.findtext("lon"))) if tag is not None else None
            names.append((int(t.findtext("start")), int(t.findtext("end")), where))
        names.sort(key=lambda n: n[0])
        number = article.get("docid")
        half = int(hashlib.sha256(number.encode()).hexdigest(), 16) % 2
        articles.append({"id": number, "text": article.findtext("text"), "names": names, "half": half})
    return articles


def run_lab(lab, gazetteer, articles):
    lines = "".join(
        json.dumps({"id": a["id"], "text": a["text"], "names": [n[:2] for n in a["names"] if n[2]]}) + "\n"
        for a in articles
    )
    done = subprocess.run([lab, gazetteer], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def km(a, b):
    y1, x1, y2, x2 = map(math.radians, (*a, *b))
    h = math.sin((y1 - y2) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x1 - x2) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(min(1, h)))


def score_found(articles, found, kept=lambda s: s["score"] > 0):
    right = n_found = n_gold = touched = 0
    for a, f in zip(articles, found):
        gold = {n[:2] for n in a["names"] if n[2]}
        vague = [n[:2] for n in a["names"] if not n[2]]
        spans = [(s["start"], s["end"]) for s in f["spots"] if kept(s)]
        spans = [s for s in spans if s in gold or not any(s[0] < v[1] and v[0] < s[1] for v in vague)]
        right += sum(s in gold for s in spans)
        touched += sum(any(s[0] < g[1] and g[0] < s[1] for g in gold) for s in spans)
        n_found += len(spans)
        n_gold += len(gold)
    p, r = right / max(1, n_found), right / max(1, n_gold)
    return {"precision": p, "recall": r, "f1": 2 * p * r / max(1e-9, p + r),
            "touching": 2 * touched / max(1, n_found + n_gold)}


def score_places(articles, found, choose=lambda n: 0):
    right = total = reachable = 0
    for a, f in zip(articles, found):
        by_start = {n["start"]: n for n in f["names"]}
        for start, _, where in a["names"]:
            if not where:
                continue
            total += 1
            n = by_start.get(start)
            if not n or not n["candidates"]:
                continue
            c = n["candidates"][choose(n)]
            right += km(where, (c["lat"], c["lon"])) <= 161
            reachable += any(km(where, (c["lat"], c["lon"])) <= 161 for c in n["candidates"])
    return {"accuracy161": right / total, "reachable": reachable / total, "names": total}


def fit_spots(articles, found):
    import numpy as np
    from scipy.optimize import minimize

    rows, labels = [], []
    for a, f in zip(articles, found):
        gold = {n[:2] for n in a["names"] if n[2]}
        vague = [n[:2] for n in a["names"] if not n[2]]
        for s in f["spots"]:
            at = (s["start"], s["end"])
            if at not in gold and any(at[0] < v[1] and v[0] < at[1] for v in vague):
                continue
            rows.append(s["features"])
            labels.append(1 if at in gold else -1)
    x, y = np.array(rows), np.array(labels)

    def loss(w):
        m = y * (x @ w)
        return np.logaddexp(0, -m).sum() + 0.5 * w @ w, -x.T @ (y / (1 + np.exp(m))) + w

    w = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x
    best = max(
        (score_found(articles, found, lambda s, b=b: sum(p * q for p, q in zip(w, s["features"])) > b)["f1"], b)
        for b in [i / 20 - 1.5 for i in range(61)]
    )
    w[0] -= best[1]
    return list(w)


def fit_choice(articles, found, mask):
    import numpy as np
    from scipy.optimize import minimize

    groups = []
    for a, f in zip(articles, found):
        by_start = {n["start"]: n for n in f["names"]}
        for start, _, where in a["names"]:
            n = by_start.get(start)
            if not where or not n or len(n["candidates"]) < 2:
                continue
            near = [km(where, (c["lat"], c["lon"])) <= 161 for c in n["candidates"]]
            if any(near) and not all(near):
                groups.append((np.array([c["features"] for c in n["candidates"]]) * mask, np.array(near)))

    def loss(w):
        total, gradient = 1.0 * (w @ w), 2.0 * w
        for x, near in groups:
            s = x @ w
            p = np.exp(s - s.max())
            p /= p.sum()
            q = p * near
            total -= math.log(max(1e-12, q.sum()))
            gradient -= x.T @ (q / max(1e-12, q.sum()) - p)
        return total, gradient

    return list(minimize(loss, np.zeros(len(mask)), jac=True, method="L-BFGS-B").x)


def write(path, spots, first, second):
    def rows(v):
        return "".join(f"{x:.4f}f, " for x in v)

    Path(path).write_text(
        "// Weights of spots and choices: made by bench/places_train.py.\n"
        '#include "facts/places.h"\n\n'
        f"const float spot_weights[SPOT_FEATURES] = {{{rows(spots)}}};\n\n"
        f"const float choice_weights[2][CHOICE_FEATURES] = {{{{{rows(first)}}}, {{{rows(second)}}}}};\n"
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("lab")
    parser.add_argument("gazetteer")
    parser.add_argument("lgl")
    parser.add_argument("--write", help="fit on the first half and write the weights")
    parser.add_argument("--held", action="store_true", help="score the second half")
    args = parser.parse_args()
    if not Path(args.lgl).exists():
        print(f"skipped: no {args.lgl}")
        return 0
    articles = [a for a in read_lgl(args.lgl) if a["half"] == args.held]
    found = run_lab(args.lab, args.gazetteer, articles)
    print(json.dumps({"half": int(args.held), "articles": len(articles),
                      "found": score_found(articles, found), "place": score_places(articles, found)}))
    if not args.write:
        return 0
    n = len(found[0]["names"][0]["candidates"][0]["features"]) if found[0]["names"] else 20
    own = [1 if i in (*range(11), 16) else 0 for i in range(n)]
    spots = fit_spots(articles, found)
    write(args.write, spots, fit_choice(articles, found, own), fit_choice(articles, found, [1] * n))
    return 0


if __name__ == "__main__":
    sys.exit(main())
