#!/usr/bin/env python3
"""Stemma and its peers on one pile, one after the other on the same cores.

    bench/peers/run.py DIR --stemma BIN --env FOLDER [--peers LIST] [--cores N] [--grid FILE]
                       [--json FILE]

DIR is what `stemma bench generate --out DIR` wrote, FOLDER what install.py filled. Each peer
is tried at the settings of table.py; the table has the one whose pairs have the best F1. Times
are user and system time: a peer's without starting its interpreter and its imports, Stemma's
of the whole process.
"""
import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile

import table

HERE = os.path.dirname(os.path.abspath(__file__))
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
COLUMNS = ("peer", "best setting", "recall", "precis.", "F1", "Rand", "seconds", "MB/s/core",
           "peak MB", "times slower")


def say(text):
    print(text, file=sys.stderr, flush=True)


def score(stemma, folder, families):
    done = subprocess.run(
        [stemma, "bench", "score", folder, "--families", families, "--json"],
        capture_output=True, text=True, check=True,
    )
    (row,) = [r for r in json.loads(done.stdout)["rows"] if r["kind"] == "all"]
    recall, precision = row["pair_recall"] or 0.0, row["pair_precision"] or 0.0
    both = recall + precision
    return {
        "recall": recall,
        "precision": precision,
        "f1": 2 * recall * precision / both if both else 0.0,
        "rand": row["adjusted_rand"],
    }


def run_stemma(given, out):
    """The command as users call it, measured from outside."""
    path = os.path.join(out, "stemma.jsonl")
    command = [given.stemma, "families", "--plain", "--quiet", "--threads", str(given.cores),
               "-o", path, os.path.join(given.dir, "articles.jsonl")]
    child = subprocess.Popen(command)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{given.stemma} families failed with {child.returncode}")
    result = {
        "setting": "as it comes",
        "seconds": usage.ru_utime + usage.ru_stime,
        "peak_bytes": usage.ru_maxrss * 1024,
    }
    return result | score(given.stemma, given.dir, path)


def run_shingle(given, name, shingle, permutations, thresholds, out):
    """One process: one shingle, its thresholds; a result for each that came to its end."""
    home = os.path.join(given.env, name)
    python = os.path.join(home, "bin", "python")
    command = [
        python if os.path.exists(python) else sys.executable,
        os.path.join(HERE, f"{name}.py"), os.path.join(given.dir, "articles.jsonl"), out,
        "--shingle", shingle, "--thresholds", ",".join(f"{t:g}" for t in thresholds),
        "--permutations", str(permutations), "--cores", str(given.cores), "--home", home,
    ]
    environment = os.environ | {t: str(given.cores) for t in THREADS}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "HOME": out}
    with open(os.path.join(out, "messages"), "w+", encoding="utf-8") as messages:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=messages, text=True,
                              env=environment, start_new_session=True) as child:
            try:
                lines, _ = child.communicate(timeout=given.timeout)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                lines, _ = child.communicate()
                say(f"  {name}, {shingle}: stopped after {given.timeout} s")
            except BaseException:
                os.killpg(child.pid, signal.SIGKILL)  # the peer may have children of its own
                raise
        if child.returncode > 0:
            messages.seek(0)
            last = messages.read().strip().splitlines()[-1:]
            say(f"  {name}, {shingle}: failed: {''.join(last)}")
    results = []
    for line in lines.splitlines():
        result = json.loads(line)
        result |= score(given.stemma, given.dir, result.pop("families"))
        say(f"  {result['setting']}: F1 {result['f1']:.4f}, {result['seconds']:.1f} s")
        results.append(result)
    return results


def run_peer(given, name):
    say(name)
    results = []
    peer = table.PEERS[name]
    for permutations in peer.get("permutations", [128]):
        for shingle, thresholds in peer["grid"].items():
            with tempfile.TemporaryDirectory(dir=given.work) as out:
                results += run_shingle(given, name, shingle, permutations, thresholds, out)
    return results


def row(name, result, size, least):
    return (
        name, result["setting"], f"{result['recall']:.4f}", f"{result['precision']:.4f}",
        f"{result['f1']:.4f}", f"{result['rand']:.4f}", f"{result['seconds']:.2f}",
        f"{size / 1e6 / result['seconds']:.2f}", f"{result['peak_bytes'] / 1e6:.0f}",
        f"{result['seconds'] / least:.1f}",
    )


def show(rows):
    widths = [max(len(r[i]) for r in rows) for i in range(len(COLUMNS))]
    for cells in rows:
        print("  ".join(
            c.ljust(w) if i < 2 else c.rjust(w) for i, (c, w) in enumerate(zip(cells, widths))
        ).rstrip())


def write(path, everything):
    """After each peer, so that a long run that is stopped leaves what it has."""
    if path:
        with open(path, "w", encoding="utf-8") as out:
            json.dump(everything, out, indent=1)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dir")
    parser.add_argument("--stemma", required=True)
    parser.add_argument("--env", required=True, help="the folder that install.py filled")
    parser.add_argument("--peers", help="a list with commas; all without it")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--grid", help="settings to try in the place of table.py's: JSON, "
                        '{"rensa": {"permutations": [512], "grid": {"3": [0.3]}}}')
    parser.add_argument("--timeout", type=int, default=600, help="seconds that a process has")
    parser.add_argument("--work", help="where temporary files go")
    parser.add_argument("--json", help="everything, all settings too, to this file")
    given = parser.parse_args()
    if given.grid:
        with open(given.grid, encoding="utf-8") as narrower:
            for name, settings in json.load(narrower).items():
                table.PEERS[name].update(settings)
    for name in ("dir", "stemma", "env"):
        setattr(given, name, os.path.abspath(getattr(given, name)))
    return given


def main():
    given = arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as by hand: the peer ends too
    cores = sorted(os.sched_getaffinity(0))[: given.cores]
    if len(cores) < given.cores:
        sys.exit(f"there are only {len(cores)} cores")
    os.sched_setaffinity(0, cores)
    with open(os.path.join(given.env, "installed.json"), encoding="utf-8") as known:
        installed = json.load(known)
    size = os.path.getsize(os.path.join(given.dir, "articles.jsonl"))
    with tempfile.TemporaryDirectory(dir=given.work) as out:
        ours = run_stemma(given, out)
    everything = {"bytes": size, "cores": given.cores, "stemma": ours, "peers": {}}
    rows, left_out = [COLUMNS, row("stemma", ours, size, ours["seconds"])], []
    try:
        for name in table.chosen(given.peers):
            state = installed.get(name, {"left_out": "install.py has not been run for it"})
            results = [] if "left_out" in state else run_peer(given, name)
            if not results:
                why = state.get("left_out", "no setting came to its end")
                left_out.append(f"{name} is left out: {why}")
                continue
            best = max(results, key=lambda r: r["f1"])
            rows.append(row(f"{name} {state['version']}", best, size, ours["seconds"]))
            everything["peers"][name] = {**state, "best": best, "all": results}
            write(given.json, everything)
    except KeyboardInterrupt:
        left_out.append(f"stopped at {name}: it and those after it are left out")
    print(f"{size / 1e6:.1f} MB, {given.cores} cores; seconds of user and system time")
    show(rows)
    for line in left_out:
        print(line)


if __name__ == "__main__":
    main()
