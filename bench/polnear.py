#!/usr/bin/env python3
"""Measures `stemma statements` against PolNeAR: exact span F1, Jaccard, linked triples.

    bench/polnear.py FOLDER STEMMA [--part dev|train] [--limit N] [--errors N]

FOLDER holds dev.jsonl.gz and train.jsonl.gz: {"text", "attributions": [{"parts":
{"source", "cue", "content"}}]}, offsets in code points. The command is run once on the
texts as JSON Lines; statements in the outlet's own voice are no attributions and are left
out. A span is exact when all its pieces agree; Jaccard is taken over code points of all
spans of a component of an article, then averaged over articles by their share of gold and
found characters.
"""
import argparse
import collections
import gzip
import json
import subprocess
import sys

PARTS = ("source", "cue", "content")


def read_gold(folder, part, limit):
    """Articles with their attributions, in the order of the file."""
    with gzip.open(f"{folder}/{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    return articles[:limit] if limit else articles


def run(command, articles):
    """Statements of each article by its place in the list."""
    lines = "".join(
        json.dumps({"id": str(i), "text": a["text"]}) + "\n" for i, a in enumerate(articles)
    )
    done = subprocess.run(
        [command, "statements", "--plain", "-"],
        input=lines, capture_output=True, text=True, encoding="utf-8", check=True,
    )
    found = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        statement = json.loads(line)
        found[int(statement["article"])].append(statement)
    return found


def gold_spans(article):
    """Per attribution: component -> pieces as a tuple of (start, end)."""
    return [
        {c: tuple(sorted((s, e) for s, e in a["parts"][c])) for c in PARTS}
        for a in article["attributions"]
    ]


def found_spans(statements):
    spans = []
    for s in statements:
        if not s.get("cue"):
            continue
        source = s.get("source")  # an empty span: not established
        pieces = {
            "source": [source] if source and source["start"] < source["end"] else [],
            "cue": [s["cue"]],
            "content": s["content"],
        }
        spans.append(
            {c: tuple(sorted((p["start"], p["end"]) for p in pieces[c])) for c in PARTS}
        )
    return spans


def f1(right, found, gold):
    precision = right / found if found else 0.0
    recall = right / gold if gold else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def points(spans):
    covered = set()
    for pieces in spans:
        for start, end in pieces:
            covered.update(range(start, end))
    return covered


def overlap(a, b):
    """Shared code points over the larger of two spans."""
    pa, pb = points([a]), points([b])
    larger = max(len(pa), len(pb))
    return len(pa & pb) / larger if larger else 1.0


def count_triples(gold, found):
    """Attributions whose three components all overlap by half, each used once."""
    used, right = set(), 0
    for g in gold:
        for k, f in enumerate(found):
            if k not in used and all(overlap(g[c], f[c]) >= 0.5 for c in PARTS):
                used.add(k)
                right += 1
                break
    return right


def score(articles, found):
    exact = {c: [0, 0, 0] for c in PARTS}
    jaccard = {c: [0, 0] for c in PARTS}
    triples = [0, 0, 0]
    for i, article in enumerate(articles):
        gold, mine = gold_spans(article), found_spans(found[i])
        for c in PARTS:
            g = {s[c] for s in gold if s[c]}
            m = {s[c] for s in mine if s[c]}
            for k, n in enumerate((len(g & m), len(m), len(g))):
                exact[c][k] += n
            pg, pm = points(g), points(m)
            jaccard[c][0] += len(pg & pm)
            jaccard[c][1] += len(pg | pm)
        for k, n in enumerate((count_triples(gold, mine), len(mine), len(gold))):
            triples[k] += n
    return exact, jaccard, triples


def show_errors(articles, found, n):
    """Gold attributions that were missed and statements that are none, for tuning."""
    for i, article in enumerate(articles):
        text = article["text"]
        gold, mine = gold_spans(article), found_spans(found[i])
        for sign, these, others in (("-", gold, mine), ("+", mine, gold)):
            known = {o["cue"] + o["content"] for o in others}
            for a in these:
                if a["cue"] + a["content"] in known:
                    continue
                words = [" / ".join(text[s:e] for s, e in a[c]) for c in PARTS]
                print(sign, " | ".join(words).replace("\n", " ")[:240])
                n -= 1
                if n <= 0:
                    return


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("stemma")
    parser.add_argument("--part", default="dev", choices=("dev", "train"))
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    try:
        articles = read_gold(options.folder, options.part, options.limit)
    except OSError as error:
        print(f"skipped: {error}", file=sys.stderr)
        return 0
    found = run(options.stemma, articles)
    exact, jaccard, triples = score(articles, found)
    print(f"{'':8} {'P':>6} {'R':>6} {'F1':>6} {'Jaccard':>8}")
    for c in PARTS:
        p, r, f = f1(*exact[c])
        both, either = jaccard[c]
        print(f"{c:8} {p:6.1%} {r:6.1%} {f:6.1%} {both / either if either else 0:8.1%}")
    p, r, f = f1(*triples)
    print(f"{'triples':8} {p:6.1%} {r:6.1%} {f:6.1%}")
    if options.errors:
        show_errors(articles, found, options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
