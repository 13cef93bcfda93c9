#!/usr/bin/env python3
"""Fits the forest that tells which lost nodes of a tree are witnesses (src/family/kept.h).

    bench/kept_train.py FEATURES FOLDERS… [-o src/family/kept_weights.c] [--hold FOLDERS…]

FEATURES is the program of bench/kept_features.c (`ninja kept-features`); FOLDERS are families
of known descent (`stemma bench generate --trees`), each taken with its times and without.
Needs scikit-learn.

A candidate is a witness w and a node above it; what is learned is the share of the other
witnesses below the node whose nearest kept source is w, each of them one case. `--hold` prints
how well the forest tells candidates of other folders apart.
"""
import argparse
import json
import re
import subprocess
import textwrap
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.metrics import roc_auc_score

import trees

ONE = 1 << 20  # KEPT_ONE
TREES, LEAVES, RATE, LEAST, PENALTY = 160, 8, 0.07, 40, 1.0


def families_of(folder):
    for _, _, true, articles, own in trees.read_families(folder):
        if own is None and len(articles) <= 60:
            yield true, articles


def features(program, families, times):
    told = []
    for _, articles in families:
        told.append(f"{len(articles)}\n".encode())
        for a in articles:
            text = a["text"].encode()
            date = (a.get("date") or "-") if times else "-"
            told.append(f"{date}\n{a.get('outlet', '')}\n{len(text)}\n".encode() + text)
    done = subprocess.run([program], input=b"".join(told), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def cases(program, folders):
    rows, shares, sizes = [], [], []
    for folder in folders:
        families = list(families_of(folder))
        for times in (True, False):
            for (true, articles), found in zip(families, features(program, families, times)):
                names = [a["id"] for a in articles]
                above = [true.ancestor(w) for w in names]
                for w, bits, *numbers in found:
                    below = [i for i in range(len(names)) if bits >> i & 1 and i != w]
                    rows.append(numbers)
                    shares.append(sum(above[i] == names[w] for i in below) / len(below))
                    # the many of a large family say little more than one of it
                    sizes.append(len(below) / len(names))
    return np.array(rows, float), np.array(shares), np.array(sizes)


def fit(x, y, weight):
    model = HistGradientBoostingRegressor(
        max_iter=TREES, learning_rate=RATE, max_leaf_nodes=LEAVES, min_samples_leaf=LEAST,
        l2_regularization=PENALTY, early_stopping=False, random_state=0)
    return model.fit(x, y, sample_weight=weight)


def flatten(model):
    """Splits in one row; where each tree starts; what all start from."""
    rows, starts = [], []
    for (tree,) in model._predictors:
        starts.append(len(rows))
        for n in tree.nodes:
            if n["is_leaf"]:
                rows.append((-1, 0, 0, round(float(n["value"]) * ONE)))
            else:
                most = int(np.floor(n["num_threshold"]))
                rows.append((int(n["feature_idx"]), int(n["left"]), int(n["right"]), most))
    return rows, starts, round(float(np.ravel(model._baseline_prediction)[0]) * ONE)


def write(path, model, command):
    rows, starts, base = flatten(model)

    def block(items):
        lines, line = [], "   "
        for item in items:
            if len(line) + len(item) + 2 > 89:
                lines.append(line)
                line = "   "
            line += f" {item},"
        return "\n".join(lines + [line])

    path.write_text(
        '#include "family/kept.h"\n\n'
        + textwrap.fill(
            f"/* Written by bench/kept_train.py from {command}; not to be changed by hand. */",
            width=90, subsequent_indent=" * ") + "\n"
        "// clang-format off\n"
        "const kept_split kept_splits[] = {\n"
        + block("{%d, %d, %d, %d}" % r for r in rows) + "\n};\n"
        "const uint16_t kept_tree_starts[] = {\n" + block(str(s) for s in starts) + "\n};\n"
        f"const uint32_t kept_n_trees = {len(starts)};\n"
        f"const int32_t kept_base = {base};\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("features")
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--hold", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    x, y, weight = cases(args.features, args.folders)
    model = fit(x, y, weight)
    print(f"{len(x)} candidates, {np.mean(y > 0.5):.3f} are sources")
    if args.hold:
        hx, hy, hw = cases(args.features, args.hold)
        p = np.clip(model.predict(hx), 0, 1)
        for name, part in (("with times", hx[:, -17] >= 0), ("without", hx[:, -17] < 0)):
            print(f"{name}: AUC {roc_auc_score(hy[part] > 0.5, p[part]):.3f}, squared error "
                  f"{np.average((p - hy)[part] ** 2, weights=hw[part]):.4f} ({part.sum()})")
    if args.output:
        folders = ", ".join(sorted(re.sub(r"\W+", " ", f.name) for f in args.folders))
        write(args.output, model, folders)


if __name__ == "__main__":
    main()
