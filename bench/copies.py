#!/usr/bin/env python3
"""Copies of each kind and strength, generated, found and scored: a table in Markdown.

copies.py STEMMA FOLDER [--articles N] [--seed S] [--base FILE]

Each row is a pile of its own in FOLDER: `stemma bench generate` with one kind of copy,
`stemma families --plain` with passages, `stemma bench score`."""

import argparse
import json
import subprocess
from pathlib import Path

# name, options of generate, row of the score
ROWS = [(f"{round(rate * 100)} % of words replaced", ["--kinds", "substitution", "--rate", str(rate),
                                                       "--words", "150-3000"], "substitution")
        for rate in (0.1, 0.2, 0.3, 0.4, 0.5)]
ROWS += [
    ("20 % replaced, 60 to 150 words", ["--kinds", "substitution", "--rate", "0.2", "--words", "60-150"],
     "substitution"),
    ("all names replaced", ["--kinds", "rename", "--words", "150-3000"], "rename"),
    ("abridged to a quarter", ["--kinds", "abridged", "--rate", "0.25", "--words", "150-3000"], "abridged"),
    ("spliced from two, half and half", ["--kinds", "splice", "--rate", "0.5", "--words", "150-3000"], "splice"),
    ("10 % of characters misread", ["--kinds", "noise", "--rate", "0.1", "--words", "150-3000"], "noise"),
    ("mixture as in news", [], "all"),
]


def score(stemma: str, folder: Path, options: list[str], args) -> dict[str, dict]:
    generate = [stemma, "bench", "generate", "--out", str(folder), "--articles", str(args.articles),
                "--seed", str(args.seed), *options]
    if args.base:
        generate += ["--base", args.base]
    subprocess.run(generate, check=True)
    families, passages = folder / "families.jsonl", folder / "passages.jsonl"
    subprocess.run([stemma, "families", "--plain", "--quiet", str(folder / "articles.jsonl"),
                    "-o", str(families), "--passages", str(passages)], check=True)
    told = subprocess.run([stemma, "bench", "score", str(folder), "--families", str(families),
                           "--passages", str(passages), "--json"], check=True, capture_output=True)
    return {row["kind"]: row for row in json.loads(told.stdout)["rows"]}


def shown(value: object) -> str:
    return f"{value:.4f}" if isinstance(value, float) else "–"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("stemma")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=101)
    parser.add_argument("--base")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    print("| pile | pair recall | pair precision | Rand | both parents | characters: recall | precision |")
    print("|---|---|---|---|---|---|---|")
    for number, (name, options, kind) in enumerate(ROWS):
        rows = score(args.stemma, args.folder / f"pile-{number}", options, args)
        row, whole = rows[kind], rows["all"]
        splices = row["splices"]
        both = row["splices_both_found"] / splices if splices else None
        print(f"| {name} | {shown(row['pair_recall'])} | {shown(whole['pair_precision'])} | "
              f"{shown(whole['adjusted_rand'])} | {shown(both)} | {shown(row['character_recall'])} | "
              f"{shown(row['character_precision'])} |", flush=True)
        for negative in (r for r in rows.values() if r["kind"].startswith("negative")):
            tied = negative["singles_tied"] / max(negative["singles"], 1) * 1000
            print(f"| … {negative['kind']}: tied of 1,000 | {tied:.1f} | | | | | |")


if __name__ == "__main__":
    main()
