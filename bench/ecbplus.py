#!/usr/bin/env python3
"""Measures `stemma stories` on ECB+: one event, or only the same kind of event?

    bench/ecbplus.py FOLDER STEMMA [--part tune|report|all] [--errors N]

FOLDER holds docs-dev.jsonl.gz: {"doc", "topic", "event", "title", "text"}; a topic has two
events of one kind. Title and text together are the text. Measured twice: with all articles
of a part in one pile, and with a pile for each topic (the mean over topics). B-cubed (Bagga
and Baldwin 1998) and pairs against `event`, each as precision, recall and F1; the last
column counts pairs that join the two events of a topic.

`tune` is the topics with even numbers, `report` those with odd ones.
"""
import argparse
import collections
import gzip
import json
import pathlib
import subprocess
import sys


def read_part(path, part):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        docs = [json.loads(line) for line in lines]
    wanted = {"tune": (0,), "report": (1,), "all": (0, 1)}[part]
    return [d for d in docs if d["topic"] % 2 in wanted]


def run(stemma, docs):
    """The story of each document, in the order of `docs`."""
    records = "".join(
        json.dumps({"id": d["doc"], "text": f'{d["title"]}\n\n{d["text"]}'}) + "\n" for d in docs
    )
    done = subprocess.run(
        [stemma, "stories", "--plain", "-"], input=records.encode(), stdout=subprocess.PIPE,
        check=True,
    )
    found = {}
    for line in done.stdout.decode().splitlines():
        o = json.loads(line)
        found[o["id"]] = o["story"]
    # an article that was skipped stands for itself
    return [found.get(d["doc"], d["doc"]) for d in docs]


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def b_cubed(gold, found):
    both = collections.Counter(zip(gold, found))
    n_gold, n_found = collections.Counter(gold), collections.Counter(found)
    p = sum(n * n / n_found[f] for (_, f), n in both.items()) / len(gold)
    r = sum(n * n / n_gold[g] for (g, _), n in both.items()) / len(gold)
    return p, r, f1(p, r)


def n_pairs(counts):
    return sum(n * (n - 1) // 2 for n in counts.values())


def pairs(gold, found):
    hits = n_pairs(collections.Counter(zip(gold, found)))
    p = hits / max(1, n_pairs(collections.Counter(found)))
    r = hits / max(1, n_pairs(collections.Counter(gold)))
    return p, r, f1(p, r)


def lookalike_pairs(docs, found):
    """Pairs of one story, from the two events of one topic."""
    topics = n_pairs(collections.Counter((d["topic"], f) for d, f in zip(docs, found)))
    events = n_pairs(collections.Counter((d["event"], f) for d, f in zip(docs, found)))
    return topics - events


def print_line(name, piles):
    scores, joined, n_events, n_stories = [], 0, 0, 0
    for docs, found in piles:
        gold = [d["event"] for d in docs]
        scores.append(b_cubed(gold, found) + pairs(gold, found))
        joined += lookalike_pairs(docs, found)
        n_events += len(set(gold))
        n_stories += len(set(found))
    m = [sum(s[i] for s in scores) / len(scores) for i in range(6)]
    print(f"{name}: {n_events} events, {n_stories} stories   "
          f"B-cubed P {m[0]:.3f} R {m[1]:.3f} F1 {m[2]:.3f}   "
          f"pairs P {m[3]:.3f} R {m[4]:.3f} F1 {m[5]:.3f}   look-alikes joined {joined}")


def show_errors(docs, found, most):
    """Stories that hold several events, then events that are in pieces."""
    stories = collections.defaultdict(collections.Counter)
    events = collections.defaultdict(collections.Counter)
    for d, f in zip(docs, found):
        stories[f][d["event"]] += 1
        events[d["event"]][f] += 1
    mixed = sorted((s for s in stories if len(stories[s]) > 1), key=lambda s: -len(stories[s]))
    split = sorted((e for e in events if len(events[e]) > 1), key=lambda e: -len(events[e]))
    for s in mixed[:most]:
        print("   mixed", s, dict(stories[s]))
    for e in split[:most]:
        print("   split", e, dict(events[e]))


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("folder", type=pathlib.Path)
    p.add_argument("stemma")
    p.add_argument("--part", choices=["tune", "report", "all"], default="report")
    p.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each kind")
    args = p.parse_args()
    path = args.folder / "docs-dev.jsonl.gz"
    if not path.is_file():
        print(f"skipped: no {path}")
        return 0
    docs = read_part(path, args.part)
    topics = collections.defaultdict(list)
    for d in docs:
        topics[d["topic"]].append(d)
    found = run(args.stemma, docs)
    print_line(f"{args.part}, one pile of {len(docs)} articles", [(docs, found)])
    piles = [(t, run(args.stemma, t)) for t in topics.values()]
    print_line(f"{args.part}, {len(topics)} piles of one topic", piles)
    show_errors(docs, found, args.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
