"""sim_text: runs of at least so many words, a pair where enough per cent of one is in the other.

It compares files: writing a file an article is not counted. A file is compared with those
after it, its default.
"""
import os
import re
import subprocess
import tempfile

import common

LINE = re.compile(r"^(\d+) consists for (\d+) % of (\d+) material", re.M)


def write_files(texts, folder):
    for i, text in enumerate(texts):
        with open(os.path.join(folder, str(i)), "w", encoding="utf-8") as out:
            out.write(text)


def pairs(given, folder, count):
    """(per cent, a, b), as it prints them."""
    done = subprocess.run(
        [os.path.join(given.home, "usr/bin/sim_text"), f"-r{given.shingle}", "-p", "-t1",
         "-T", "-i"],
        cwd=folder, input="".join(f"{i}\n" for i in range(count)),
        capture_output=True, text=True, check=True,
    )
    return [(int(p), int(a), int(b)) for a, p, b in LINE.findall(done.stdout)]


def main():
    given = common.arguments()
    ids, texts = common.read(given.articles)
    with tempfile.TemporaryDirectory(dir=given.out) as folder:
        write_files(texts, folder)
        with common.Lap() as comparing:
            found = pairs(given, folder, len(ids))
        for threshold in given.thresholds:
            path = common.families_path(given, threshold)
            with common.Lap(comparing) as lap:
                families = common.Families(len(ids))
                for share, a, b in found:
                    if share >= threshold:
                        families.tie(a, b)
                families.write(path, ids)
            common.report(f"runs of {given.shingle} words, {threshold:g} %", lap, path)


main()
