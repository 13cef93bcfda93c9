#!/usr/bin/env python3
"""Kills `stemma families` at random moments and starts it again: the same bytes?

  bench/kill.py build/stemma pile/articles.jsonl --work /var/tmp/kill
  bench/kill.py build/stemma pile/articles.jsonl --work /var/tmp/kill --in-a-row

The first run is left alone: it says how long one takes, and what must come out. Then ten
runs are killed (SIGKILL), each at another moment, drawn from a seed, and started again in
the same folder until they end; with --in-a-row it is one run that is killed ten times.
Exit status 1 where anything differs, or where a run that was started again fails.
"""
import argparse
import hashlib
import os
import random
import shutil
import subprocess
import sys
import time


def arguments():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("stemma")
    p.add_argument("pile", help="JSON Lines")
    p.add_argument("--work", required=True, help="a folder that is made and removed")
    p.add_argument("--kills", type=int, default=10)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--memory", default="")
    p.add_argument("--in-a-row", action="store_true")
    return p.parse_args()


def command(a, output):
    memory = ["--memory", a.memory] if a.memory else []
    return [a.stemma, "families", "--plain", "--quiet", a.pile, "--threads",
            str(a.threads), "--work", os.path.join(a.work, "spool"), "-o", output] + memory


def digest(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def finish(a, output):
    start = time.monotonic()
    done = subprocess.run(command(a, output), capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"exit {done.returncode}: {done.stderr.strip()}")
    return time.monotonic() - start


def kill_after(a, output, seconds):
    """Gives the pieces that were there; None where the run was at its end before."""
    run = subprocess.Popen(command(a, output), stderr=subprocess.DEVNULL)
    try:
        run.wait(timeout=seconds)
        return None
    except subprocess.TimeoutExpired:
        run.kill()
        run.wait()
    if os.path.exists(output):
        sys.exit(f"{output} is there, though the run was killed")
    spool = os.path.join(a.work, "spool")
    names = os.listdir(spool) if os.path.isdir(spool) else []
    return sorted(n for n in names if "." not in n and n != "about")


def main():
    a = arguments()
    shutil.rmtree(a.work, ignore_errors=True)
    os.makedirs(a.work)
    rng = random.Random(a.seed)
    whole, again = (os.path.join(a.work, n) for n in ("whole.jsonl", "again.jsonl"))
    seconds = finish(a, whole)
    print(f"not killed: {seconds:.1f} s, {digest(whole)[:16]}", flush=True)
    good = True
    for i in range(a.kills):
        at = rng.uniform(0, seconds / (3 if a.in_a_row else 1))
        pieces = kill_after(a, again, at)
        said = "at its end before" if pieces is None else f"{len(pieces)} pieces left"
        line = f"killed after {at:.1f} s: {said}"
        if pieces is not None and a.in_a_row and i + 1 < a.kills:
            print(line, flush=True)
            continue
        if pieces is not None:
            line += f", then {finish(a, again):.1f} s"
        same = digest(again) == digest(whole)
        good &= same
        print(f"{line}: {'the same bytes' if same else 'OTHER BYTES'}", flush=True)
        os.remove(again)
    shutil.rmtree(a.work)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
