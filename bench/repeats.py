#!/usr/bin/env python3
"""Wrong pairs of a pile that was generated over articles that repeat each other.

repeats.py STEMMA FOLDER [FOLDER...] --base FILE [--show N]

Each FOLDER is from `stemma bench generate --base FILE`. An agency prints a story again
and goes on with it the next day, which the truth of the generator does not know. A pair
that is in one family and should not be is, by its two base articles,

  a repeat     half of the word pairs of the shorter one are in the other, or
  a follow-up  a fifth of them are, and three words that at most 25 articles of FILE have;

the rest is wrong. Prints recall and precision with all wrong pairs, without repeats, and
without follow-ups; with --show, one pair of the first N families that hold a wrong one."""

import argparse
import collections
import itertools
import json
import re
import subprocess
from pathlib import Path

WORD = re.compile(r"[a-z][a-z'&.-]+[a-z]")
RARE, RARE_WORDS, REPEAT, FOLLOW_UP = 25, 3, 0.5, 0.2


def lines(path: Path):
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


class Pile:
    def __init__(self, folder: Path, counts: collections.Counter):
        self.texts = {a["id"]: a["text"] for a in lines(folder / "articles.jsonl")}
        self.truth = {t["id"]: t for t in lines(folder / "truth.jsonl")}
        self.counts = counts
        self.pairs: dict[str, set] = {}
        self.rare: dict[str, set] = {}

    def families(self, which: str) -> set:
        truth = self.truth[which]
        return {truth["family"], *(self.truth[p]["family"] for p in truth["parents"])} - {None}

    def base(self, which: str) -> str:
        while self.truth[which]["parents"]:
            which = self.truth[which]["parents"][0]
        if which not in self.pairs:
            words = self.texts[which].lower().split()
            self.pairs[which] = set(itertools.pairwise(words))
            self.rare[which] = {w for w in WORD.findall(self.texts[which].lower())
                                if 2 <= self.counts[w] <= RARE}
        return which

    def kind(self, a: str, b: str) -> str:
        if self.families(a) & self.families(b):
            return "right"
        x, y = self.base(a), self.base(b)
        least = max(1, min(len(self.pairs[x]), len(self.pairs[y])))
        common = len(self.pairs[x] & self.pairs[y]) / least
        if common > REPEAT:
            return "repeat"
        if common > FOLLOW_UP and len(self.rare[x] & self.rare[y]) >= RARE_WORDS:
            return "follow-up"
        return "wrong"


def measure(stemma: str, folder: Path, counts: collections.Counter, show: int) -> None:
    found = folder / "families.jsonl"
    subprocess.run([stemma, "families", "--plain", "--quiet", str(folder / "articles.jsonl"),
                    "-o", str(found)], check=True)
    pile, members = Pile(folder, counts), collections.defaultdict(list)
    for article in lines(found):
        if article["family"]:
            members[article["family"]].append(article["id"])
    sizes = collections.Counter(t["family"] for t in pile.truth.values() if t["family"])
    required = sum(n * (n - 1) // 2 for n in sizes.values())
    kinds, reached, shown = collections.Counter(), 0, 0
    for family in members.values():
        before = kinds["wrong"]
        for a, b in itertools.combinations(family, 2):
            own = pile.truth[a]["family"]
            reached += own is not None and own == pile.truth[b]["family"]
            kind = pile.kind(a, b)
            kinds[kind] += 1
            if kind == "wrong" and kinds["wrong"] == before + 1 and shown < show:
                shown += 1
                for which in (a, b):
                    print("   ", " ".join(pile.texts[pile.base(which)].split())[:300])
                print()
    right, wrong = kinds["right"], kinds["wrong"]
    follow_ups, repeats = kinds["follow-up"], kinds["repeat"]
    print(f"{folder.name}: recall {reached / max(required, 1):.4f}, precision "
          f"{right / (right + wrong + follow_ups + repeats):.4f}, without {repeats} repeats "
          f"{right / (right + wrong + follow_ups):.4f}, without {follow_ups} follow-ups "
          f"{right / (right + wrong):.4f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stemma")
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    counts: collections.Counter = collections.Counter()
    for article in lines(args.base):
        counts.update(set(WORD.findall((article.get("text") or "").lower())))
    for folder in args.folder:
        measure(args.stemma, folder, counts, args.show)


if __name__ == "__main__":
    main()
