"""datasketch: MinHash, LSH at the threshold, candidates checked by estimated Jaccard."""
import sys

# This file has the peer's name: its folder must not be where the peer is looked for.
HERE = sys.path.pop(0)
from datasketch import MinHash, MinHashLSH  # noqa: E402

sys.path.insert(0, HERE)
import common  # noqa: E402


def main():
    given = common.arguments()
    with common.Lap() as sketching:
        ids, texts = common.read(given.articles)
        sets = ([s.encode() for s in common.shingles(t, given.shingle)] for t in texts)
        sketches = MinHash.bulk(sets, num_perm=given.permutations)
    for threshold in given.thresholds:
        path = common.families_path(given, threshold)
        with common.Lap(sketching) as lap:
            index = MinHashLSH(threshold=threshold, num_perm=given.permutations)
            families = common.Families(len(ids))
            for a, sketch in enumerate(sketches):
                for b in index.query(sketch):
                    if not families.tied(a, b) and sketch.jaccard(sketches[b]) >= threshold:
                        families.tie(a, b)
                index.insert(a, sketch)
            families.write(path, ids)
        common.report(common.setting(given, threshold), lap, path)


main()
