"""datatrove: signatures, buckets and clusters, each a pipeline of its own over files.

It has no threshold but buckets and hashes in a bucket; the thresholds here name the
similarity at which a pair has an even chance. Its texts come to the tokenizer without
punctuation; they are split at white space here, which is many times faster than the
tokenizer it takes by default (spaCy's for English) and gives nearly the same words.
"""
import os
import struct
import sys
import tempfile

# This file has the peer's name: its folder must not be where the peer is looked for.
HERE = sys.path.pop(0)
from datatrove.executor import LocalPipelineExecutor  # noqa: E402
from datatrove.pipeline.dedup import (  # noqa: E402
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupSignature,
)
from datatrove.pipeline.dedup.minhash import MinhashConfig  # noqa: E402
from datatrove.pipeline.readers import JsonlReader  # noqa: E402
from datatrove.utils.word_tokenizers import WordTokenizer  # noqa: E402
from loguru import logger  # noqa: E402

sys.path.insert(0, HERE)
import common  # noqa: E402

# Buckets and hashes in each, by the similarity with an even chance: (1/b)^(1/h).
BANDS = {0.29: (40, 3), 0.42: (32, 4), 0.55: (20, 5), 0.72: (14, 8)}


class Spaces(WordTokenizer):
    """Signatures ask a tokenizer for words alone."""

    def word_tokenize(self, text):
        return text.split()

    def sent_tokenize(self, text):
        raise NotImplementedError

    def span_tokenize(self, text):
        raise NotImplementedError


def split(articles, folder, parts):
    """A file a core, since a file is the smallest share of work."""
    outs = [open(f"{folder}/{i:02d}.jsonl", "w", encoding="utf-8") for i in range(parts)]
    with open(articles, encoding="utf-8") as lines:
        for i, line in enumerate(lines):
            outs[i % parts].write(line)
    for out in outs:
        out.close()


def execute(steps, folder, name, tasks, cores):
    LocalPipelineExecutor(
        pipeline=steps, tasks=tasks, workers=min(tasks, cores),
        logging_dir=f"{folder}/log-{name}", skip_completed=False,
        start_method="fork",  # so that the workers are our children, whose time we are told
    ).run()


def cluster(given, threshold, folder, parts):
    buckets, hashes = BANDS[threshold]
    config = MinhashConfig(
        n_grams=given.shingle, num_buckets=buckets, hashes_per_bucket=hashes
    )
    sign = MinhashDedupSignature(f"{folder}/sign", config, language=Spaces())
    execute([JsonlReader(parts), sign], folder, "sign", given.cores, given.cores)
    match = MinhashDedupBuckets(f"{folder}/sign", f"{folder}/pairs", config=config)
    execute([match], folder, "pairs", buckets, given.cores)
    tie = MinhashDedupCluster(
        f"{folder}/pairs", f"{folder}/tied", config=config, save_cluster_id=True
    )
    execute([tie], folder, "tied", 1, 1)


def families_of(given, folder, count):
    """Reads the clusters: pairs of (place in the part, cluster)."""
    families, first = common.Families(count), {}
    for part in range(given.cores):
        path = f"{folder}/tied/{part:06d}.clusters"
        if not os.path.exists(path):
            continue
        with open(path, "rb") as data:
            for place, name in struct.iter_unpack("<2I", data.read()):
                a = place * given.cores + part
                families.tie(a, first.setdefault(name, a))
    return families


def main():
    given = common.arguments()
    logger.remove()
    ids, _ = common.read(given.articles)
    for threshold in given.thresholds:
        path = common.families_path(given, threshold)
        with tempfile.TemporaryDirectory(dir=given.out) as folder:
            parts = f"{folder}/parts"
            os.mkdir(parts)
            split(given.articles, parts, given.cores)
            with common.Lap() as lap:
                cluster(given, threshold, folder, parts)
                families_of(given, folder, len(ids)).write(path, ids)
        buckets, hashes = BANDS[threshold]
        common.report(
            f"{given.shingle}-word shingles, {buckets} buckets of {hashes}", lap, path
        )


if __name__ == "__main__":
    main()
