"""What the scorers of HTML pages share: the split, one run of `stemma text`, and a peer."""
import gzip
import hashlib
import importlib
import json
import pathlib
import subprocess
import sys
import tempfile


def part_of(name):
    """A page's half: "dev" is for tuning, "test" for reporting. Told by its name alone."""
    return "test" if hashlib.sha256(name.encode()).digest()[0] & 1 else "dev"


def in_part(name, part):
    return part in ("all", part_of(name))


def read_page(path):
    data = pathlib.Path(path).read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def find_page(folder, name):
    """`name`, packed or not, in the folder or one of those in it."""
    for place in [folder, *sorted(p for p in folder.iterdir() if p.is_dir())]:
        for end in ("", ".gz"):
            if (place / (name + end)).is_file():
                return place / (name + end)
    return None


def run_on(command, paths, take):
    """Runs the command on the pages, unpacked: take(object) of each line by its page's place."""
    found = [None] * len(paths)
    with tempfile.TemporaryDirectory() as folder:
        plain, places = [], {}
        for i, path in enumerate(paths):
            to = pathlib.Path(folder) / f"{i}.html"
            to.write_bytes(read_page(path))
            plain.append(str(to))
            places[str(to)] = i
        done = subprocess.run([*command, *plain], stdout=subprocess.PIPE)
    if done.returncode not in (0, 3):
        raise SystemExit(f"{command[0]}: exit status {done.returncode}")
    for line in done.stdout.decode().splitlines():
        o = json.loads(line)
        found[places[o["input"]]] = take(o)
    return found


def run(stemma, paths):
    """The article object of each path; None where there is none."""
    return run_on([stemma, "text", "--json", "--quiet", "--threads", "1"], paths, lambda o: o)


def installed(name):
    """A package of another's, though a script here may have its name."""
    here = sys.path.pop(0)
    try:
        return importlib.import_module(name)
    finally:
        sys.path.insert(0, here)


def run_trafilatura(paths):
    """The same from trafilatura (PyPI), for comparing page by page."""
    trafilatura = installed("trafilatura")
    found = []
    for path in paths:
        try:
            o = trafilatura.bare_extraction(read_page(path), with_metadata=True)
        except Exception:
            o = None
        found.append(
            o and {"text": o.text or "", "headline": o.title or "",
                   "published": {"value": o.date, "candidates": []}}
        )
    return found


def articles(args, paths):
    return run_trafilatura(paths) if args.stemma == "trafilatura" else run(args.stemma, paths)


def day_of(article):
    value = article and article["published"]["value"]
    return value[:10] if value and len(value) >= 10 else None
