#!/usr/bin/env python3
"""Processor time of the labeller and of a spaCy pipeline on the same articles, in one run.

    bench/spacy_speed.py POLNEAR LABEL_SPEED STEMMA [--articles N] [--learn N]

POLNEAR has train.jsonl.gz and corenlp-train.tsv.gz; LABEL_SPEED is build/label-speed; spaCy
comes from PyPI. Its small English model does not, so a pipeline of the same shape is made by
spaCy's own recipe for a processor (`spacy init config`: tagger, parser and names over one
embedding) and taught for a moment on machine-made tags of N other articles. How fast it is
does not hang on how well it was taught: each text takes the same products of matrices and two
steps of the parser for each word. Each program reads all articles on one thread.
"""
import argparse
import gzip
import json
import os
import random
import re
import subprocess
import tempfile
import time

import pages


def corenlp(path, wanted):
    """{article: [sentences of (start, end, tag, kind of name, head, relation)]}."""
    found, now = {}, None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# doc "):
                now = found.setdefault(line[6:], [[]]) if line[6:] in wanted else None
            elif now is not None and not line:
                now.append([])
            elif now is not None and line.count("\t") == 6:
                start, end, _, tag, kind, head, relation = line.split("\t")
                now[-1].append((int(start), int(end), tag, kind, int(head), relation))
    return {k: [s for s in v if s] for k, v in found.items()}


def example(spacy, nlp, text, sentences):
    """One article as spaCy wants to be taught: names as runs of words of one kind."""
    words, tags, heads, relations, starts, kinds = [], [], [], [], [], []
    for sentence in sentences:
        first = len(words)
        for i, (start, end, tag, kind, head, relation) in enumerate(sentence):
            words.append(re.sub(r"\s", "_", text[start:end]) or "_")
            tags.append(tag)
            heads.append(first + head - 1 if head else first + i)
            relations.append("ROOT" if not head else relation)
            starts.append(i == 0)
            before = sentence[i - 1][3] if i else "O"
            kinds.append("O" if kind == "O" else ("I-" if before == kind else "B-") + kind)
    doc = spacy.tokens.Doc(nlp.vocab, words=words, tags=tags, heads=heads, deps=relations,
                           ents=kinds)
    return spacy.training.Example(nlp.make_doc(doc.text), doc)


def pipeline(spacy, examples, make):
    """The recipe's pipeline, taught one round on the examples."""
    from spacy.cli.init_config import init_config

    config = init_config(lang="en", pipeline=["tagger", "parser", "ner"],
                         optimize="efficiency", gpu=False)
    config["components"]["tok2vec"]["model"]["embed"]["include_static_vectors"] = False
    config["components"]["tok2vec"]["model"]["encode"].update(width=96, depth=4)
    config["initialize"]["vectors"] = None
    nlp = spacy.util.load_model_from_config(config, auto_fill=True)
    examples = [make(nlp, *e) for e in examples]
    by = nlp.initialize(lambda: examples)
    random.seed(1)
    for _ in range(2):
        random.shuffle(examples)
        for i in range(0, len(examples), 4):
            nlp.update(examples[i:i + 4], sgd=by, drop=0.1)
    return nlp


def spent_by(command, texts):
    """User and system seconds of a command and what it printed."""
    before = os.times()
    out = subprocess.run(command, input=texts, stdout=subprocess.PIPE, check=True).stdout
    after = os.times()
    return (after.children_user - before.children_user
            + after.children_system - before.children_system), out


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("polnear")
    parser.add_argument("label_speed")
    parser.add_argument("stemma")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--learn", type=int, default=60)
    args = parser.parse_args()
    train = os.path.join(args.polnear, "train.jsonl.gz")
    if not os.path.exists(train):
        print(f"skipped: {train} is not there")
        return
    spacy = pages.installed("spacy")
    with gzip.open(train, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    learn, read = records[:args.learn], records[args.learn:args.learn + args.articles]
    parsed = corenlp(os.path.join(args.polnear, "corenlp-train.tsv.gz"),
                     {r["doc"] for r in learn})
    nlp = pipeline(spacy, [(r["text"], parsed[r["doc"]]) for r in learn if r["doc"] in parsed],
                   lambda nlp, text, sentences: example(spacy, nlp, text, sentences))
    texts = [r["text"] for r in read]
    size = sum(len(t.encode()) for t in texts) / 1e6
    list(nlp.pipe(texts[:8]))
    before = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    theirs = time.process_time() - before
    lines = "".join(json.dumps({"id": str(i), "text": t}) + "\n"
                    for i, t in enumerate(texts)).encode()
    labels = json.loads(spent_by([args.label_speed], lines)[1])
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(lines)
        file.flush()
        whole, _ = spent_by([args.stemma, "statements", "--plain", "--quiet", "--threads", "1",
                             file.name], b"")
    print(f"{len(texts)} articles, {size:.2f} MB, {words} words of spaCy {spacy.__version__}")
    rows = [("spaCy: tokens, tags, trees, names", theirs),
            ("labeller: tokens and attributions", labels["split"] + labels["label"]),
            ("tokens, tags and trees of every word", labels["split"] + labels["trees"]),
            ("stemma statements, the whole command", whole)]
    for what, seconds in rows:
        print(f"{what:40} {seconds:8.2f} s {size / seconds:8.2f} MB/s "
              f"{theirs / seconds:8.1f} times as fast as spaCy")


main()
