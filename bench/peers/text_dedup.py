"""text-dedup: its MinHash command, with its own 250 permutations, bands and union-find."""
import os
import sys
import tempfile

os.environ["HF_HUB_OFFLINE"] = "1"
# This file has the peer's name: its folder must not be where the peer is looked for.
HERE = sys.path.pop(0)
from text_dedup import minhash  # noqa: E402

sys.path.insert(0, HERE)
import common  # noqa: E402


def run(given, threshold, folder):
    """The command as its users call it, but for printing to stderr instead of stdout."""
    minhash.main.main(
        args=[
            "--path", "json", "--data_files", given.articles, "--split", "train",
            "--cache_dir", os.path.join(folder, "cache"),
            "--output", os.path.join(folder, "output"),
            "--column", "text", "--num_proc", str(given.cores),
            "--ngram", str(given.shingle), "--threshold", str(threshold),
        ],
        standalone_mode=False,
    )


def main():
    given = common.arguments()
    ids, _ = common.read(given.articles)
    for threshold in given.thresholds:
        path = common.families_path(given, threshold)
        with tempfile.TemporaryDirectory(dir=given.out) as folder:
            stdout = os.dup(1)
            os.dup2(2, 1)
            with common.Lap() as lap:
                run(given, threshold, folder)
                families = common.Families(len(ids))
                for a in range(len(ids)):
                    families.tie(a, minhash.uf.find(a))
                families.write(path, ids)
            sys.stdout.flush()
            os.dup2(stdout, 1)
            os.close(stdout)
        common.report(f"{given.shingle}-word shingles, threshold {threshold:g}", lap, path)


if __name__ == "__main__":
    main()
