"""What the tests of the command share: running it, and saying TAP."""

import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class Skip(Exception):
    """Raised by a test that cannot run here; says why."""


def command() -> str:
    return str(Path(sys.argv[1]).resolve())


def stemma(*words, data: bytes = b"", cwd=None, env=None, stdout=subprocess.PIPE, timeout=120):
    """Runs the command; gives the finished process with bytes in stdout and stderr."""
    surroundings = {**os.environ, "LC_ALL": "C", "TERM": "dumb", **(env or {})}
    return subprocess.run(
        [command(), *map(os.fspath, words)],
        input=data,
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env=surroundings,
        timeout=timeout,
        check=False,
    )


def run_all(tests) -> int:
    """Runs each function in a fresh folder, which it gets as its argument."""
    if not Path(command()).exists():
        print(f"Bail out! no command {command()}")
        return 1
    print(f"1..{len(tests)}")
    failed = 0
    for number, test in enumerate(tests, 1):
        name = getattr(test, "title", test.__name__)
        with tempfile.TemporaryDirectory(prefix="stemma-test-") as folder:
            try:
                test(Path(folder))
                print(f"ok {number} - {name}", flush=True)
            except Skip as why:
                print(f"ok {number} - {name} # SKIP {why}", flush=True)
            except Exception:  # a test that breaks has failed; the next one still runs
                failed += 1
                print(f"{name}:\n{traceback.format_exc()}", file=sys.stderr, flush=True)
                print(f"not ok {number} - {name}", flush=True)
    return 1 if failed else 0
