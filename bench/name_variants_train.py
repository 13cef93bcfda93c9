#!/usr/bin/env python3
"""name_variants_train.py PROGRAM FOLDER [--write FILE]: fits spelling_same() of
src/facts/spelling_same.c. PROGRAM is bench/name_variants.c, FOLDER has pairs-dev.tsv. Prints F1
across five folds; the weights written are fitted on the even lines, so that the odd ones measure
them. Needs numpy and scipy."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

PENALTY = 0.3


def fit(x, y):
    def loss(w):
        m = y * (x @ w)
        slope = -x.T @ (y / (1 + np.exp(np.clip(m, -50, 50)))) + PENALTY * w
        return np.logaddexp(0, -m).sum() + PENALTY / 2 * w @ w, slope

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def f1(scores, y, threshold=0.0):
    taken = scores > threshold
    return 2 * (taken & (y > 0)).sum() / (taken.sum() + (y > 0).sum())


def best_threshold(scores, y):
    return max((f1(scores, y, t), -abs(t), t) for t in np.linspace(-1, 1, 81))[2]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--write")
    args = parser.parse_args()
    done = subprocess.run(
        [args.program, args.folder, "--features"], capture_output=True, text=True, check=False
    )
    if done.returncode == 77:
        print(done.stderr.strip())
        return 0
    rows = np.array([[float(v) for v in line.split()] for line in done.stdout.splitlines()])
    x, y = rows[:, 1:], 2 * rows[:, 0] - 1
    folds = np.arange(len(y)) % 5
    scores = []
    for k in range(5):
        w = fit(x[folds != k], y[folds != k])
        t = best_threshold(x[folds != k] @ w, y[folds != k])
        scores.append(float(f1(x[folds == k] @ w, y[folds == k], t)))
    even = np.arange(len(y)) % 2 == 0
    w = fit(x[even], y[even])
    w[0] -= best_threshold(x[even] @ w, y[even])
    held = float(f1(x[~even] @ w, y[~even]))
    print(json.dumps({"pairs": len(y), "folds": [round(s, 4) for s in scores],
                      "mean": round(sum(scores) / 5, 4), "odd_lines": round(held, 4)}))
    if args.write:
        values = ", ".join(f"{v:.4f}f" for v in w)
        Path(args.write).write_text(
            "// Weights of spelling_same(): made by bench/name_variants_train.py.\n"
            '#include "facts/spelling.h"\n\n'
            f"const float spelling_weights[SPELLING_FEATURES] = {{{values}}};\n"
        )
    return 0


sys.exit(main())
