#!/usr/bin/env python3
"""Gazetteers as a user makes and uses them; with the one that the set-up made, if it is there,
places of the real world."""

import gzip
import json
import math
import os
import sys
import zipfile
from pathlib import Path

from tap import ROOT, Skip, run_all, stemma

TOWNS = (
    "11\tTarvon\tTarvon\t\t10.5\t-20.25\tP\tPPL\tZZ\t\t01\t7\t\t\t400000\t\t\t\t\n"
    "12\tTarvon\tTarvon\t\t50.1\t60.5\tP\tPPL\tYY\t\t02\t\t\t\t9000\t\t\t\t\n"
)
CODES = "YY.02\tNorth Fell\tNorth Fell\t24\n"
ARTICLE = "The ferry left for Tarvon, North Fell, on Monday. In Tarvon it snowed."


def places(gazetteer, article, env=None):
    words = ["places", "-", "--plain", "--lang", "en", "--quiet"]
    if gazetteer:
        words += ["--gazetteer", gazetteer]
    done = stemma(*words, data=json.dumps({"id": "a", "text": article}).encode(), env=env)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def packed_or_not_it_is_one(folder: Path):
    (folder / "towns.txt").write_text(TOWNS)
    (folder / "codes.txt").write_text(CODES)
    with gzip.open(folder / "towns.gz", "wt") as out:
        out.write(TOWNS)
    with zipfile.ZipFile(folder / "towns.zip", "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("readme.txt", "What this is.\n")
        out.writestr("towns.txt", TOWNS)
    made = []
    for name in ("towns.txt", "towns.gz", "towns.zip"):
        to = folder / (name + ".bin")
        done = stemma("gazetteer", "import", folder / name, folder / "codes.txt", "-o", to)
        assert done.returncode == 0, done.stderr
        made.append(to.read_bytes())
    assert made[0] == made[1] == made[2]
    found = places(folder / "towns.txt.bin", ARTICLE)
    assert [t["text"] for t in found] == ["Tarvon", "North Fell", "Tarvon"], found
    assert all(t["place"]["country"] == "YY" for t in found), found
    assert found[0]["place"] == {
        "lat": 50.1, "lon": 60.5, "gazetteer": "geonames:12", "precision": "town",
        "name": "Tarvon", "country": "YY",
    }


def the_users_own_is_found(folder: Path):
    (folder / "towns.txt").write_text(TOWNS)
    env = {"XDG_DATA_HOME": str(folder / "data"), "STEMMA_GAZETTEER": ""}
    done = stemma("gazetteer", "import", folder / "towns.txt", env=env)
    assert done.returncode == 0, done.stderr
    shown = stemma("gazetteer", "show", env=env).stdout.decode().strip()
    assert shown == str(folder / "data/stemma/gazetteer.bin"), shown
    assert places(None, ARTICLE, env)
    assert not places("none", ARTICLE, env)


def what_is_no_dump_is_refused(folder: Path):
    (folder / "text.txt").write_text("An article about Tarvon.\n")
    out = folder / "out.bin"
    for words in (["import", folder / "text.txt"], ["import", folder / "not-there.txt"]):
        done = stemma("gazetteer", *words, "-o", out)
        assert done.returncode == 1 and done.stderr.startswith(b"stemma: "), done
        assert not out.exists()
    assert stemma("gazetteer", "import").returncode == 2
    done = stemma("names", folder / "text.txt", "--gazetteer", folder / "text.txt")
    assert done.returncode == 1 and b"no gazetteer" in done.stderr, done.stderr


def km(a, b):
    y1, x1, y2, x2 = map(math.radians, (*a, *b))
    h = math.sin((y1 - y2) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x1 - x2) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(min(1, h)))


REAL = [
    ("Heavy rain closed roads in Athens, Ohio, on Friday.", "Athens", (39.329, -82.101)),
    ("Ministers met in Athens on Friday. Talks in Patras and Thessaloniki failed.", "Athens", (37.98, 23.73)),
    ("The mayor of London said that schools in Toronto and in Hamilton, Ontario, stay open. "
     "Buses left London for Kitchener.", "London", (42.983, -81.233)),
    ("Officials in Vienna said no.", "Vienna", (48.21, 16.37)),
    ("Shops in Izmir stayed shut.", "Izmir", (38.42, 27.14)),
    ("Завод в Перми закрыт, сообщили в город Москва.", "Москва", (55.75, 37.62)),
]


def places_of_the_world(folder: Path):
    gazetteer = ROOT / "build" / "gazetteer.bin"
    if not gazetteer.exists():
        raise Skip("no gazetteer was set up (make gazetteer)")
    for article, name, where in REAL:
        found = [t for t in places(gazetteer, article) if t["text"] == name]
        assert found, (article, name)
        for t in found:
            assert t["place"] and km(where, (t["place"]["lat"], t["place"]["lon"])) < 25, t


os.environ.setdefault("STEMMA_GAZETTEER", "none")
sys.exit(run_all([
    packed_or_not_it_is_one,
    the_users_own_is_found,
    what_is_no_dump_is_refused,
    places_of_the_world,
]))
