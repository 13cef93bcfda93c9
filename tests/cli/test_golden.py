#!/usr/bin/env python3
"""The command's output as it was looked at and kept.

A case is a folder in cases/: `cmd`, lines of shell that call `stemma`, run in a copy of the
folder; `expected`, what came out: standard output, standard error, exit status. To add one,
write `cmd` (and inputs beside it) and run

    python3 tests/cli/test_golden.py build/stemma --update

then read `expected`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tap import command, run_all

CASES = Path(__file__).resolve().parent / "cases"


def run_case(case: Path, folder: Path) -> bytes:
    work = folder / "work"
    shutil.copytree(case, work)
    (work / "expected").unlink(missing_ok=True)
    binaries = folder / "bin"
    binaries.mkdir()
    (binaries / "stemma").symlink_to(command())
    env = dict(os.environ, PATH=f"{binaries}:{os.environ['PATH']}", LC_ALL="C", TERM="dumb")
    done = subprocess.run(["bash", "cmd"], cwd=work, env=env, capture_output=True, timeout=60, check=False)
    return b"".join(
        [b"== stdout\n", done.stdout, b"== stderr\n", done.stderr, f"== exit {done.returncode}\n".encode()]
    )


def test_of(case: Path, update: bool):
    def test(folder: Path) -> None:
        got = run_case(case, folder)
        expected = case / "expected"
        if update:
            expected.write_bytes(got)
        assert expected.exists(), "no expected output: look at it with --update"
        wanted = expected.read_bytes()
        assert got == wanted, f"\n--- expected\n{wanted.decode()}\n--- got\n{got.decode(errors='replace')}"

    test.title = case.name
    return test


def main() -> int:
    update = "--update" in sys.argv[2:]
    return run_all([test_of(case, update) for case in sorted(CASES.iterdir()) if case.is_dir()])


sys.exit(main())
