#!/usr/bin/env python3
"""The order of the stages, proved from the includes.

A stage includes only itself and stages before it; the command includes the public header
alone; the headers that bind us to the system live in one file each; no file is so long
that it must be more than one step."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 800
ONE_FILE = ("pthread.h", "sqlite3.h")
ALLOCATES = re.compile(r"\b(?:malloc|calloc|realloc|reallocarray)\s*\(")
SPEAKS = re.compile(r"\b(?:printf|puts|putchar|perror|exit|_exit)\s*\(|\b(?:stdout|stderr)\b")
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.M)
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', re.S)


def stages() -> list[str]:
    text = (ROOT / "meson.build").read_text()
    found = re.search(r"^stages = \[(.*?)\]", text, re.M | re.S)
    if not found:
        sys.exit("meson.build: no list of stages")
    return re.findall(r"'(\w+)'", found.group(1))


def check_includes(path: Path, stage: str, order: list[str]) -> list[str]:
    wrong = []
    for kind, name in INCLUDE.findall(path.read_text()):
        top = name.split("/")[0]
        if kind == "<":
            continue
        if stage == "cli":
            if name != "command.h":
                wrong.append(f'"{name}": the command includes the public header alone')
        elif top == "stemma":
            if stage not in ("run", "bench"):
                wrong.append(f'"{name}": only run and bench know the public headers')
        elif top not in order:
            wrong.append(f'"{name}": includes name their stage')
        elif order.index(top) > order.index(stage):
            wrong.append(f'"{name}": {top} comes after {stage}')
    return wrong


def check_homes(sources: list[Path]) -> list[tuple[Path, str]]:
    wrong = []
    for header in ONE_FILE:
        users = [p for p in sources if ("<", header) in INCLUDE.findall(p.read_text())]
        wrong += [(p, f"<{header}> is for one file, which is {users[0].name}") for p in users[1:]]
    return wrong


def check_words(path: Path, stage: str) -> list[str]:
    if stage == "cli":
        return []
    wrong = []
    code = COMMENT.sub(lambda m: "\n" * m.group().count("\n"), path.read_text())
    for number, line in enumerate(code.split("\n"), 1):
        if ALLOCATES.search(line) and path != ROOT / "src/base/mem.c":
            wrong.append(f"line {number}: memory comes from base/mem alone")
        if SPEAKS.search(line):
            wrong.append(f"line {number}: the library does not print or exit")
    return wrong


def main() -> int:
    order = stages()
    library = sorted((ROOT / "src").rglob("*.[ch]"))
    wrong = check_homes(library)
    for path in library:
        stage = path.relative_to(ROOT / "src").parts[0]
        if stage != "cli" and stage not in order:
            wrong.append((path, f"no stage {stage} in meson.build"))
            continue
        found = check_includes(path, stage, order) + check_words(path, stage)
        wrong += [(path, what) for what in found]
    sources = [p for top in ("include", "src", "tests", "fuzz", "tools") for p in (ROOT / top).rglob("*")]
    for path in sorted(p for p in sources if p.suffix in (".c", ".h", ".py")):
        n_lines = len(path.read_text().splitlines())
        if n_lines > LONGEST:
            wrong.append((path, f"{n_lines} lines, more than {LONGEST}"))
    for path, what in wrong:
        print(f"{path.relative_to(ROOT)}: {what}")
    return 1 if wrong else 0


sys.exit(main())
