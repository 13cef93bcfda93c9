#!/usr/bin/env python3
"""Measures `stemma statements` against PolNeAR: exact span F1, Jaccard, linked triples.

    bench/polnear.py FOLDER STEMMA [--part dev|train] [--limit N] [--errors N]

FOLDER holds dev.jsonl.gz and train.jsonl.gz: {"text", "attributions": [{"parts":
{"source", "cue", "content"}}]}, offsets in code points. The command is run once on the
texts as JSON Lines; statements in the outlet's own voice are no attributions and are left
out. A span is exact when all its pieces agree; Jaccard is taken over code points of all
spans of a component, so that long spans weigh more.

Where FOLDER has dev-tokens.jsonl.gz, a second table counts as the published figures do
(CofeNet, COLING 2022: exe/eval/evaluation.py of its authors): sentence by sentence, each
piece of its own, on their tokens. Jaccard is there the mean over the spans: of each gold
span the overlap with the found span most like it, tokens shared over tokens from the
first to the last of both; found spans that touch no gold span count as 0.
"""
import argparse
import collections
import gzip
import json
import os
import subprocess
import sys

PARTS = ("source", "cue", "content")


def read_gold(folder, part, limit):
    """Articles with their attributions, in the order of the file."""
    with gzip.open(f"{folder}/{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    return articles[:limit] if limit else articles


def run(command, articles, model):
    """Statements of each article by its place in the list."""
    lines = "".join(
        json.dumps({"id": str(i), "text": a["text"]}) + "\n" for i, a in enumerate(articles)
    )
    done = subprocess.run(
        [command, "statements", "--plain", *(["--model", model] if model else []), "-"],
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


# The published form
# ---------------------------------------------------------------------------------------

WRITTEN = {
    "``": "\"\u201c", "''": "\"\u201d", "`": "'\u2018", "'": "'\u2019",
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "--": "\u2014\u2013",
}


def place_tokens(text, tokens, at):
    """(start, end) of each token from `at` on, None where the text has it differently."""
    places = []
    for token in tokens:
        forms = [token, token.replace("'", "\u2019"), *WRITTEN.get(token, "")]
        if token == "...":
            forms.append("\u2026")
        starts = [(text.find(f, at, at + 60 + len(f)), f) for f in forms]
        starts = [(start, f) for start, f in starts if start >= 0]
        places.append(None)
        if starts:
            start, form = min(starts)
            at = start + len(form)
            places[-1] = (start, at)
    return places, at


def read_published(folder, articles):
    """(number of the article, places, labels) of each sentence."""
    names = [a["doc"] for a in articles]
    at = collections.Counter()
    with gzip.open(f"{folder}/dev-tokens.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            sentence = json.loads(line)
            which = [i for i, n in enumerate(names) if sentence["id"].startswith(n)]
            if len(which) != 1:
                continue
            text = articles[which[0]]["text"]
            places, at[sentence["id"]] = place_tokens(
                text, sentence["tokens"], at[sentence["id"]]
            )
            yield which[0], places, sentence["labels"]


def labelled(labels, component):
    """Token ranges of a component."""
    spans = []
    for i, label in enumerate([*labels, "O"]):
        if label == "I-" + component and spans and spans[-1][1] == i:
            spans[-1][1] = i + 1
        elif label == "B-" + component:
            spans.append([i, i + 1])
    return [tuple(s) for s in spans]


def on_tokens(places, start, end):
    """The tokens that lie in [start, end) by half, as a range or None."""
    inside = [
        i for i, p in enumerate(places)
        if p and 2 * (min(p[1], end) - max(p[0], start)) >= p[1] - p[0]
    ]
    return (inside[0], inside[-1] + 1) if inside else None


def likeness(a, b):
    return max(0, (min(a[1], b[1]) - max(a[0], b[0])) / (max(a[1], b[1]) - min(a[0], b[0])))


def score_published(sentences, found):
    exact = {c: [0, 0, 0] for c in PARTS}
    jaccard = {c: [0.0, 0] for c in PARTS}
    spans_of = {}
    for article, places, labels in sentences:
        if article not in spans_of:
            spans_of[article] = found_spans(found[article])
        for c in PARTS:
            gold = labelled(labels, c)
            mine = {on_tokens(places, *p) for s in spans_of[article] for p in s[c]} - {None}
            for k, n in enumerate((len(mine & set(gold)), len(mine), len(gold))):
                exact[c][k] += n
            for g in gold:
                jaccard[c][0] += max((likeness(g, m) for m in mine), default=0)
            strays = sum(1 for m in mine if not any(likeness(g, m) for g in gold))
            jaccard[c][1] += len(gold) + strays
    return exact, jaccard


def show(exact, jaccard):
    print(f"{'':8} {'P':>6} {'R':>6} {'F1':>6} {'Jaccard':>8}")
    for c in PARTS:
        p, r, f = f1(*exact[c])
        both, either = jaccard[c]
        print(f"{c:8} {p:6.1%} {r:6.1%} {f:6.1%} {both / either if either else 0:8.1%}")


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
    parser.add_argument("--model", help="weights in place of the built-in ones")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    try:
        articles = read_gold(options.folder, options.part, options.limit)
    except OSError as error:
        print(f"skipped: {error}", file=sys.stderr)
        return 0
    found = run(options.stemma, articles, options.model)
    exact, jaccard, triples = score(articles, found)
    show(exact, jaccard)
    p, r, f = f1(*triples)
    print(f"{'triples':8} {p:6.1%} {r:6.1%} {f:6.1%}")
    if options.part == "dev" and os.path.exists(f"{options.folder}/dev-tokens.jsonl.gz"):
        print("as published, each piece by sentence on their tokens:")
        show(*score_published(read_published(options.folder, articles), found))
    if options.errors:
        show_errors(articles, found, options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
