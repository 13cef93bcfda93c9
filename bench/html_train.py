#!/usr/bin/env python3
"""Trains the model that tells an article's blocks from the rest of an HTML page.

    bench/html_train.py BENCH HTML_BLOCKS [-o src/article] [--part dev|all] [--cross]

BENCH holds newspaper4k/ and trafilatura-eval/. `--part dev` reads their dev halves alone (see
pages.py): with such weights the test halves measure; what is shipped is trained on `all`.
HTML_BLOCKS is the program of bench/html_blocks.c (`ninja html-blocks`). Needs lightgbm, numpy
and trafilatura (PyPI).

A block of newspaper4k is the article's when most of its words, four in a row, stand in the
hand-made body. For trafilatura's pages the segments that must and must not come out say so;
the other blocks are labelled by what the package trafilatura takes, and weigh little. A page
weighs as much as any other page. `--cross` prints what five-fold cross-validation over sites
gives and writes nothing. The trees go into two files, the first half and the second, which is
asked only where the first is not sure.
"""
import argparse
import json
import pathlib
import re

import lightgbm
import numpy as np

import pages

PARAMS = dict(objective="binary", learning_rate=0.06, num_leaves=20, max_depth=7,
              min_data_in_leaf=60, feature_fraction=0.3, bagging_fraction=0.8, bagging_freq=1,
              lambda_l2=10.0, min_gain_to_split=0.01, max_bin=63, verbose=-1, seed=7,
              deterministic=True, num_threads=1)
ROUNDS = 240


def tokens(text):
    return re.findall(r"\w+", text)


def in_gold(text, gold_grams, gold_text):
    t = tokens(text)
    if not t:
        return None
    if len(t) < 4:
        return " " + " ".join(t) + " " in gold_text
    grams = [tuple(t[i : i + 4]) for i in range(len(t) - 3)]
    return sum(g in gold_grams for g in grams) * 2 >= len(grams)


def label_body(blocks, gold):
    t = tokens(gold)
    grams = {tuple(t[i : i + 4]) for i in range(len(t) - 3)}
    joined = " " + " ".join(t) + " "
    rows = []
    for b in blocks:
        is_in = in_gold(b["text"], grams, joined)
        n = len(tokens(b["text"]))
        rows.append((is_in, min(n, 60) ** 0.6 / max(8, len(t)) ** 0.6))
    return rows


def label_segments(blocks, item, peer):
    rows = label_body(blocks, peer) if peer else [(None, 0)] * len(blocks)
    out = []
    for b, (is_in, weight) in zip(blocks, rows):
        good = any(s in b["text"] for s in item["with"])
        bad = any(s in b["text"] for s in item["without"])
        if good or bad:
            out.append((good, 0.35))
        else:
            out.append((is_in, weight * 0.35))
    return out


def load(bench, program, part):
    todo = []
    data = json.loads((bench / "newspaper4k/articles.json").read_text())
    for name, item in sorted(data.items()):
        path = pages.find_page(bench / "newspaper4k", f"{name}.html")
        if path and pages.in_part(name, part):
            todo.append((path, re.sub(r"https?://(www\.)?", "", item["site"]), "body", item))
    data = json.loads((bench / "trafilatura-eval/evaldata.json").read_text())
    for url, item in sorted(data.items()):
        path = pages.find_page(bench / "trafilatura-eval", item["file"])
        if path and pages.in_part(url, part):
            todo.append((path, re.sub(r"https?://(www\.)?", "", url).split("/")[0], "segments", item))
    found = pages.run_on([program], [t[0] for t in todo], lambda o: o["blocks"])
    peers = pages.run_trafilatura([t[0] for t in todo if t[2] == "segments"])
    peers = iter(peers)
    x, y, w, group, page_of = [], [], [], [], []
    for n, (_, site, kind, item) in enumerate(todo):
        peer = next(peers) if kind == "segments" else None
        blocks = found[n]
        if not blocks:
            continue
        if kind == "body":
            rows = label_body(blocks, item["articleBody"])
        else:
            rows = label_segments(blocks, item, peer["text"] if peer else "")
        for b, (is_in, weight) in zip(blocks, rows):
            if is_in is None or weight == 0:
                continue
            x.append(b["features"])
            y.append(int(is_in))
            w.append(weight)
            group.append(hash_site(site))
            page_of.append(n)
    return np.array(x, dtype=np.int16), np.array(y), np.array(w), np.array(group), np.array(page_of)


def hash_site(site):
    return int.from_bytes(pages.hashlib.sha256(site.encode()).digest()[:4], "big") % 5


def train(x, y, w):
    return lightgbm.train(PARAMS, lightgbm.Dataset(x, y, weight=w), ROUNDS)


def cross(x, y, w, group):
    p = np.zeros(len(y))
    for fold in range(5):
        model = train(x[group != fold], y[group != fold], w[group != fold])
        p[group == fold] = model.predict(x[group == fold], raw_score=True)
    for cut in (-1.0, -0.5, 0, 0.5, 1.0):
        got = p > cut
        tp, fp, fn = w[got & (y == 1)].sum(), w[got & (y == 0)].sum(), w[~got & (y == 1)].sum()
        print(f"cut {cut:+.1f}: weighted P {tp / (tp + fp):.4f} R {tp / (tp + fn):.4f} "
              f"F {2 * tp / (2 * tp + fp + fn):.4f}")
    return p


def flatten(tree, rows, leaves):
    """Rows (feature, threshold, left, right); a child below zero is a leaf, ~index."""
    if "leaf_value" in tree:
        leaves.append(tree["leaf_value"])
        return ~(len(leaves) - 1)
    at = len(rows)
    rows.append(None)
    left = flatten(tree["left_child"], rows, leaves)
    right = flatten(tree["right_child"], rows, leaves)
    rows[at] = (tree["split_feature"], int(np.floor(tree["threshold"])), left, right)
    return at


def table(text, kind, name, items):
    text.append(f"static const {kind} {name}[] = {{")
    line = "   "
    for item in items:
        if len(line) + len(item) > 88:
            text.append(line)
            line = "   "
        line += f" {item},"
    text.extend([line, "};", ""])


def write_forest(trees, name, path):
    """`trees`: of each its rows and leaves, as flatten() makes them."""
    rows, leaves, roots = [], [], []
    for own_rows, own_leaves in trees:
        roots.append(len(rows))
        down, below = len(rows), len(leaves)
        for f, t, left, right in own_rows:
            rows.append((f, t, *(c + down if c >= 0 else c - below for c in (left, right))))
        leaves.extend(own_leaves)
    text = ["#include \"article/html_model.h\"", "",
            "/* Written by bench/html_train.py from the pages of newspaper4k and trafilatura-eval;",
            " * not to be changed by hand. */", "", "// clang-format off"]
    table(text, "html_split_row", "splits", [f"{{{f},{t},{l},{r}}}" for f, t, l, r in rows])
    table(text, "int16_t", "leaves", [str(v) for v in leaves])
    table(text, "int16_t", "roots", [str(v) for v in roots])
    text.append(f"const html_forest {name} = {{splits, leaves, roots, "
                "sizeof roots / sizeof *roots};")
    path.write_text("\n".join(text) + "\n")
    print(f"{path}: {len(roots)} trees, {len(rows)} splits")


def write(model, folder):
    trees = []
    for tree in model.dump_model()["tree_info"]:
        rows, leaves = [], []
        flatten(tree["tree_structure"], rows, leaves)
        trees.append((rows, [int(round(v * 4096)) for v in leaves]))
    half = len(trees) // 2
    write_forest(trees[:half], "html_model_first", folder / "html_model.c")
    write_forest(trees[half:], "html_model_second", folder / "html_model_second.c")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=pathlib.Path)
    parser.add_argument("program")
    parser.add_argument("-o", type=pathlib.Path, default=pathlib.Path("src/article"))
    parser.add_argument("--part", choices=("dev", "all"), default="all")
    parser.add_argument("--cross", action="store_true")
    args = parser.parse_args()
    x, y, w, group, _ = load(args.bench, args.program, args.part)
    print(f"{len(y)} blocks, {y.sum()} of articles")
    if args.cross:
        cross(x, y, w, group)
    else:
        write(train(x, y, w), args.o)


if __name__ == "__main__":
    main()
