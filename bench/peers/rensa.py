"""rensa: R-MinHash, LSH, candidates checked by estimated Jaccard."""
import sys

# This file has the peer's name: its folder must not be where the peer is looked for.
HERE = sys.path.pop(0)
from rensa import RMinHash, RMinHashLSH  # noqa: E402

sys.path.insert(0, HERE)
import common  # noqa: E402


def bands_for(threshold, permutations):
    """The fewest bands (a power of two) whose even chance is at or below the threshold."""
    for bands in (4, 8, 16, 32, 64):
        if bands * 2 <= permutations and (1 / bands) ** (bands / permutations) <= threshold:
            return bands
    return permutations // 2


def main():
    given = common.arguments()
    with common.Lap() as sketching:
        ids, texts = common.read(given.articles)
        sets = (list(common.shingles(t, given.shingle)) for t in texts)
        sketches = RMinHash.from_token_sets(sets, given.permutations, 42)
    for threshold in given.thresholds:
        path = common.families_path(given, threshold)
        with common.Lap(sketching) as lap:
            index = RMinHashLSH(threshold, given.permutations,
                                bands_for(threshold, given.permutations))
            index.insert_many(sketches)
            families = common.Families(len(ids))
            for a, sketch in enumerate(sketches):
                for b in index.query(sketch):
                    if b >= a or families.tied(a, b):
                        continue
                    if sketch.jaccard(sketches[b]) >= threshold:
                        families.tie(a, b)
            families.write(path, ids)
        common.report(common.setting(given, threshold), lap, path)


main()
