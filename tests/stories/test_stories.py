#!/usr/bin/env python3
"""Whole stories against what a careful reader finds in them.

A story is a folder with articles, truth.json (see bench/truth.py) and least.json: how many items
of each section have to be right, and how many disagreements may stand in the report that the
truth does not have. The figures are what was reached; they may only rise. The article set in
`shared/seeds` beside the checkout is not ours and not part of it: where it is absent its test is
skipped."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))

from tap import ROOT, Skip, run_all, stemma  # noqa: E402


def score(articles, truth: Path, least: Path, folder: Path):
    report = folder / "report.json"
    done = stemma("report", *articles, "--quiet", "--json", report, "-o", folder / "report.html")
    assert done.returncode == 0, done.stderr.decode()
    scored = subprocess.run(
        [sys.executable, ROOT / "bench" / "truth.py", report, truth, "--min", least, "-v"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert scored.returncode == 0, scored.stdout + scored.stderr


def of_folder(folder: Path, patterns, least: Path):
    def test(scratch):
        if not folder.is_dir():
            raise Skip(f"{folder.name} is not here")
        articles = sorted(path for pattern in patterns for path in folder.glob(pattern))
        score(articles, folder / "truth.json", least, scratch)

    test.title = folder.name
    return test


ours = [
    of_folder(path.parent, ["*.txt"], path) for path in sorted(HERE.glob("*/least.json"))
]
examples = of_folder(
    ROOT / "examples", ["*.txt", "*.html", "*.jsonl"], HERE / "examples-least.json"
)
seeds = of_folder(ROOT.parent / "shared" / "seeds", ["*.txt"], HERE / "seeds-least.json")
sys.exit(run_all([examples, *ours, seeds]))
