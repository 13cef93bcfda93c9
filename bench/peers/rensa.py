"""rensa: R-MinHash of 128 slots, LSH, candidates checked by estimated Jaccard."""
import sys

# This file has the peer's name: its folder must not be where the peer is looked for.
HERE = sys.path.pop(0)
from rensa import RMinHash, RMinHashLSH  # noqa: E402

sys.path.insert(0, HERE)
import common  # noqa: E402

PERMUTATIONS = 128


def bands_for(threshold):
    """The fewest bands (a power of two) whose even chance is at or below the threshold."""
    for bands in (8, 16, 32):
        if (1 / bands) ** (bands / PERMUTATIONS) <= threshold:
            return bands
    return 64


def main():
    given = common.arguments()
    with common.Lap() as sketching:
        ids, texts = common.read(given.articles)
        sets = (list(common.shingles(t, given.shingle)) for t in texts)
        sketches = RMinHash.from_token_sets(sets, PERMUTATIONS, 42)
    for threshold in given.thresholds:
        path = common.families_path(given, threshold)
        with common.Lap(sketching) as lap:
            index = RMinHashLSH(threshold, PERMUTATIONS, bands_for(threshold))
            index.insert_many(sketches)
            families = common.Families(len(ids))
            for a, sketch in enumerate(sketches):
                for b in index.query(sketch):
                    if b >= a or families.tied(a, b):
                        continue
                    if sketch.jaccard(sketches[b]) >= threshold:
                        families.tie(a, b)
            families.write(path, ids)
        common.report(f"{given.shingle}-word shingles, Jaccard {threshold:g}", lap, path)


main()
