"""What all adapters share: reading articles, families by union-find, measuring, the result.

An adapter is run as

    ADAPTER.py ARTICLES OUT --shingle K --thresholds LIST --permutations P --cores N --home FOLDER

and for each threshold writes OUT/K-P-THRESHOLD.jsonl, lines of {"id", "family"}, and prints a
line of JSON: setting, seconds (user and system, of itself and its children, without starting
the interpreter and importing the peer), wall, peak_bytes, families.
"""
import argparse
import json
import os
import re
import resource
import time

WORD = re.compile(r"\w+")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("articles")
    parser.add_argument("out")
    parser.add_argument("--shingle", type=int, required=True)
    parser.add_argument("--thresholds", required=True)
    parser.add_argument("--permutations", type=int, default=128, help="of MinHash")
    parser.add_argument("--cores", type=int, default=1)
    parser.add_argument("--home", help="where the peer is installed")
    given = parser.parse_args()
    given.thresholds = [float(t) for t in given.thresholds.split(",")]
    return given


def read(path):
    """Ids and texts in the order of the file."""
    ids, texts = [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            ids.append(article["id"])
            texts.append(article["text"])
    return ids, texts


def shingles(text, length):
    """The set of runs of words; a text that is shorter than a run is one run."""
    words = WORD.findall(text.lower())
    if length == 1:
        return set(words)
    if len(words) <= length:
        return {" ".join(words)}
    return set(map(" ".join, zip(*(words[i:] for i in range(length)))))


class Families:
    """Union-find over the places of articles in the file."""

    def __init__(self, count):
        self.parent = list(range(count))

    def find(self, a):
        while self.parent[a] != a:
            self.parent[a] = self.parent[self.parent[a]]
            a = self.parent[a]
        return a

    def tied(self, a, b):
        return self.find(a) == self.find(b)

    def tie(self, a, b):
        a, b = self.find(a), self.find(b)
        if a != b:
            self.parent[max(a, b)] = min(a, b)

    def write(self, path, ids):
        """An article by itself has no family, as in the output of `stemma families`."""
        roots = [self.find(i) for i in range(len(ids))]
        size = [0] * len(ids)
        for root in roots:
            size[root] += 1
        with open(path, "w", encoding="utf-8") as out:
            for name, root in zip(ids, roots):
                family = ids[root] if size[root] > 1 else None
                out.write(json.dumps({"id": name, "family": family}) + "\n")


class Lap:
    """Processor and wall time of a block; several add up."""

    def __init__(self, before=None):
        self.seconds = before.seconds if before else 0.0
        self.wall = before.wall if before else 0.0

    def __enter__(self):
        self.cpu_at, self.wall_at = used(), time.monotonic()
        return self

    def __exit__(self, *_):
        self.seconds += used() - self.cpu_at
        self.wall += time.monotonic() - self.wall_at


def used():
    """Seconds of user and system time so far, of this process and of children that ended."""
    total = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        total += usage.ru_utime + usage.ru_stime
    return total


def peak_bytes():
    """The largest process: those of several side by side are not added up."""
    return 1024 * max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )


def families_path(given, threshold):
    return os.path.join(given.out, f"{given.shingle}-{given.permutations}-{threshold:g}.jsonl")


def report(setting, lap, path):
    print(
        json.dumps(
            {
                "setting": setting,
                "seconds": round(lap.seconds, 3),
                "wall": round(lap.wall, 3),
                "peak_bytes": peak_bytes(),
                "families": path,
            }
        ),
        flush=True,
    )


def setting(given, threshold):
    """How a MinHash setting is told in the table."""
    return (f"{given.shingle}-word shingles, {given.permutations} permutations, "
            f"Jaccard {threshold:g}")
