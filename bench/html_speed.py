#!/usr/bin/env python3
"""User time of `stemma text` and of trafilatura (PyPI) on the same pages, in one run.

    bench/html_speed.py FOLDER STEMMA [--pages N]

FOLDER holds HTML pages, packed with gzip or not, in it or below. Both read them unpacked, from
memory or from files, one thread, with dates, titles and authors. Prints megabytes of HTML per
second of user time and the ratio.
"""
import argparse
import pathlib
import resource
import tempfile

import pages


def spent(who):
    usage = resource.getrusage(who)
    return usage.ru_utime


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("stemma")
    parser.add_argument("--pages", type=int, default=200)
    args = parser.parse_args()
    paths = sorted(p for p in args.folder.rglob("*.htm*") if p.is_file())
    paths = paths[:: max(1, len(paths) // args.pages)][: args.pages]
    if not paths:
        print(f"skipped: no pages in {args.folder}")
        return
    with tempfile.TemporaryDirectory() as folder:
        plain = []
        for i, path in enumerate(paths):
            to = pathlib.Path(folder) / f"{i}.html"
            to.write_bytes(pages.read_page(path))
            plain.append(to)
        size = sum(p.stat().st_size for p in plain) / 1e6
        trafilatura = pages.installed("trafilatura")
        before = spent(resource.RUSAGE_SELF)
        for path in plain:
            try:
                trafilatura.bare_extraction(path.read_bytes(), with_metadata=True)
            except Exception:
                pass
        theirs = spent(resource.RUSAGE_SELF) - before
        before = spent(resource.RUSAGE_CHILDREN)
        pages.subprocess.run([args.stemma, "text", "--json", "--quiet", "--threads", "1",
                              *map(str, plain)], stdout=pages.subprocess.DEVNULL)
        ours = spent(resource.RUSAGE_CHILDREN) - before
    print(f"{len(plain)} pages, {size:.1f} MB: stemma {size / ours:.0f} MB/s, "
          f"trafilatura {size / theirs:.1f} MB/s, ratio {theirs / ours:.1f}")


main()
