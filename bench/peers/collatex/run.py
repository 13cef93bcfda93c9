#!/usr/bin/env python3
"""CollateX beside Stemma on the same generated witnesses: the pairs of words that both put
together, and how many times faster Stemma is.

    bench/peers/collatex/run.py --build BUILD --env FOLDER [--seeds 1,2,3] [--witnesses 10] [--words 1000]

BUILD is the build folder (stemma, bench/bench-collation). FOLDER, outside of the tree, gets
CollateX: for Python from PyPI, for Java from Maven Central, each pinned; what is missing there
is left out, and said. Both get Stemma's own words, folded, so that only the alignment differs.

Time is processor time. CollateX's is that of its collation alone (no interpreter or virtual
machine started, nothing read); Stemma's is that of the whole command `stemma collate --plain`,
and of the alignment alone."""

import argparse
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON_PINS = ["collatex==2.3", "levenshtein==0.27.1"]
JAVA_ARTIFACT = ("eu.interedition", "collatex-core", "1.7.1")


def call(command, **more):
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True, **more).stdout


def install_python(env):
    python = env / "python" / "bin" / "python"
    if not python.exists():
        call([sys.executable, "-m", "venv", env / "python"])
        call([python, "-m", "pip", "install", "--quiet", *PYTHON_PINS])
    return [python, HERE / "python_peer.py"]


def install_java(env):
    group, artifact, version = JAVA_ARTIFACT
    jar = env / "java" / f"{artifact}.jar"
    if not jar.exists():
        jar.parent.mkdir(parents=True, exist_ok=True)
        call(["mvn", "-q", "dependency:copy", f"-Dartifact={group}:{artifact}:{version}",
              f"-DoutputDirectory={jar.parent}", "-Dmdep.stripVersion=true"])
    call(["javac", "-cp", jar, "-d", jar.parent, HERE / "Collate.java"])
    return ["java", "-cp", f"{jar}:{jar.parent}", "Collate"]


def user_time(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    call(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000


def generate(build, folder, seed, n, words):
    """The n longest copies of a family of twice as many, as files."""
    pile = folder / f"pile-{seed}"
    call([build / "stemma", "bench", "generate", "--out", pile, "--articles", 2 * n, "--seed", seed, "--trees",
          "--witnesses", 2 * n, "--second", "0", "--words", f"{words}-{words + words // 5}"])
    with open(pile / "articles.jsonl", encoding="utf-8") as lines:
        texts = sorted((json.loads(line)["text"] for line in lines), key=lambda t: (-len(t.split()), t))[:n]
    files = []
    for i, text in enumerate(texts):
        files.append(pile / f"w{i}.txt")
        files[-1].write_text(text, encoding="utf-8")
    return files


def pairs(words, columns):
    """Pairs of words of two witnesses that stand in one column and are the same."""
    at = {}
    for w, (line, row) in enumerate(zip(words, columns)):
        for k, (word, column) in enumerate(zip(line, row)):
            if column >= 0:
                at.setdefault((column, word), []).append((w, k))
    found = set()
    for group in at.values():
        for i, a in enumerate(group):
            for b in group[i + 1:]:
                if a[0] != b[0]:
                    found.add((a, b))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--env", type=Path, required=True)
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--witnesses", type=int, default=10)
    parser.add_argument("--words", type=int, default=1000)
    parser.add_argument("--timeout", type=float, default=900)
    parser.add_argument("--peers", default="python,java")
    given = parser.parse_args()
    given.env.mkdir(parents=True, exist_ok=True)
    peers = {}
    known = {"python": ("collatex (Python 2.3)", install_python), "java": ("collatex (Java 1.7.1)", install_java)}
    for name, install in (known[which] for which in given.peers.split(",")):
        try:
            peers[name] = install(given.env)
        except (subprocess.CalledProcessError, FileNotFoundError) as error:
            print(f"{name} left out: {getattr(error, 'stderr', None) or error}", file=sys.stderr)
    print("| seed | words | peer | its pairs | ours | of its pairs ours | of ours its | in both / in one "
          "| peer ms | stemma collate ms | aligning ms | times faster |")
    print("|" + "---|" * 12)
    for seed in given.seeds.split(","):
        files = generate(given.build.resolve(), given.env, seed, given.witnesses, given.words)
        ours = json.loads(call([given.build.resolve() / "bench" / "bench-collation", *files]))
        words = [[token["word"] for token in line] for line in ours["witnesses"]]
        mine = pairs(words, [[token["column"] for token in line] for line in ours["witnesses"]])
        table = given.env / f"words-{seed}.txt"
        table.write_text("".join("\t".join(line) + "\n" for line in words), encoding="utf-8")
        command = [given.build.resolve() / "stemma", "collate", "--plain", "--threads", "1", "-o", os.devnull, *files]
        whole = min(user_time(command) for _ in range(3))
        for name, peer in peers.items():
            try:
                lines = call([*peer, table], timeout=given.timeout).splitlines()
            except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
                print(f"| {seed} | | {name} | {type(error).__name__} |")
                continue
            taken = float(lines[0])
            theirs = pairs(words, [[int(c) for c in line.split()] for line in lines[1:]])
            both = len(mine & theirs)
            print(f"| {seed} | {sum(map(len, words))} | {name} | {len(theirs)} | {len(mine)} "
                  f"| {both / len(theirs):.4f} | {both / len(mine):.4f} | {both / len(mine | theirs):.4f} "
                  f"| {taken:.0f} | {whole:.0f} | {ours['ms']:.1f} | {taken / whole:.0f} |", flush=True)


main()
