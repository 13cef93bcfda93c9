#!/usr/bin/env python3
"""The collation as JSON, TEI, CSV and HTML: every text read back, whatever is in it.

STEMMA_TEI_SCHEMA names a TEI P5 schema (tei_all.rng) for xmllint; without it the TEI is read
back only. STEMMA_SEEDS names a folder of five articles on one event, else ../shared/seeds."""

import base64
import csv
import hashlib
import io
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as xml
from html.parser import HTMLParser
from pathlib import Path

from tap import ROOT, Skip, run_all, stemma

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"

LEAD = "The harbour master of Port Ester said on Tuesday that the storm had sunk 40 boats."
QUOTE = "“We have never seen such waves,” Ama Lorrin told reporters at the quay, where nets hung from the lamps."
SHORT = '"We have never seen such waves," Ama Lorrin told reporters at the quay.'
CUT = "The town council will meet in the old customs house to talk about help for those who lost their boats."
END = "The ferry to the islands goes again from Thursday, if the wind allows it & the pier <holds>."
TEXTS = [
    "\n\n".join([LEAD, QUOTE, CUT, END]) + "\n",
    "\n\n".join([LEAD.replace("40", "about 50"), SHORT, END]) + "\n",
    "\n\n".join([LEAD.replace("Tuesday", "May 6"), QUOTE, CUT.replace("old", "ancient"), END.upper()]),
    "\n\n".join([END, LEAD.replace("Ester", "Esther"), QUOTE.replace(" ", "  "), CUT]),
]
AWKWARD = ["One", "]]></ab><script>alert(1)</script> & \"'", "a\tb\u200f \u05d0\u05d1 \U0001f30a\ufffd c", "=1+1"]


def write(folder: Path, texts) -> list:
    names = []
    for i, text in enumerate(texts):
        names.append(f"{i}.jsonl")
        (folder / names[-1]).write_text(json.dumps({"id": f"id<{i}>", "text": text}) + "\n", encoding="utf-8")
    return names


def collate(folder: Path, names, form: str) -> bytes:
    done = stemma("collate", "--plain", "--format", form, *names, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def of_tei(document: bytes) -> list:
    tree = xml.fromstring(document)
    block = tree.find(f".//{TEI}ab")
    texts = []
    for witness in tree.iter(f"{TEI}witness"):
        mine, parts = "#" + witness.get(ID), [block.text or ""]
        for app in block:
            readings = [r for r in app if mine in r.get("wit").split()]
            assert len(readings) == 1, (mine, app.attrib)
            parts += ["".join(readings[0].itertext()), app.tail or ""]
        texts.append("".join(parts))
    return texts


def reads_back(folder: Path) -> None:
    texts = [*TEXTS, *AWKWARD]
    names = write(folder, texts)
    rows = json.loads(collate(folder, names, "json"))["rows"]
    for i, text in enumerate(texts):
        assert "".join(row["cells"][i] for row in rows) == text, i
    assert of_tei(collate(folder, names, "tei")) == texts


def slots_say_what_differs(folder: Path) -> None:
    found = json.loads(collate(folder, write(folder, TEXTS[:3]), "json"))
    classes = {}
    for slot in found["slots"]:
        classes.setdefault(slot["class"], []).append([r["text"] for r in slot["readings"]])
    assert ["40", "about 50"] in classes["number"], classes
    assert any("Tuesday" in r for r in classes["date"][0]), classes
    assert any(CUT[:-1] in text for texts in classes["cut"] for text in texts), classes
    for slot in found["slots"]:
        for reading in slot["readings"]:
            for at in reading["at"]:
                text = TEXTS[int(at["article"][3])]
                if at == reading["at"][0]:
                    assert text[at["start"] : at["end"]] == reading["text"]


def order_says_nothing(folder: Path) -> None:
    """Articles come in the order of their ids: here each text gets every place."""
    first = None
    for order in itertools.permutations(range(4)):
        rows = json.loads(collate(folder, write(folder, [TEXTS[i] for i in order]), "json"))["rows"]
        rows = [[row["cells"][order.index(i)] for i in range(4)] for row in rows]
        first = first or rows
        assert rows == first, order


def tei_is_valid(folder: Path) -> None:
    schema = os.environ.get("STEMMA_TEI_SCHEMA")
    if not schema or not shutil.which("xmllint"):
        raise Skip("no STEMMA_TEI_SCHEMA or no xmllint")
    for texts in (TEXTS, TEXTS[:2], TEXTS[:1], [*TEXTS, *AWKWARD]):
        (folder / "c.xml").write_bytes(collate(folder, write(folder, texts), "tei"))
        done = subprocess.run(["xmllint", "--noout", "--relaxng", schema, folder / "c.xml"], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]


def table_has_a_column_a_witness(folder: Path) -> None:
    names = write(folder, [*TEXTS, *AWKWARD])
    table = list(csv.reader(io.StringIO(collate(folder, names, "csv").decode(), newline="")))
    assert table[0][:2] == ["slot", "class"] and len(table[0]) == 2 + len(names)
    assert all(len(row) == len(table[0]) for row in table)
    assert [row[0] for row in table[1:]] == [f"f1.{n}" for n in range(1, len(table))]
    assert not any(field[:1] in ("=", "+", "-", "@") for row in table for field in row)


class Page(HTMLParser):
    """The words of each column, and what could reach out of the page."""

    def __init__(self):
        super().__init__()
        self.columns, self.here, self.outside, self.scripts = {}, None, [], 0

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.scripts += tag == "script"
        self.outside += [v for k, v in attributes if k in ("src", "href", "srcset", "action", "data") or k.startswith("on")]
        if tag == "td":
            of = re.match(r"w(\d+)", given.get("class", ""))
            self.here = None if tag != "td" else int(of.group(1)) if of else 0
        if tag == "mark" and "lacks" in given.get("class", ""):
            self.here = None
        if tag == "span":
            self.here = None if self.here is None else self.here

    def handle_endtag(self, tag):
        if tag == "td":
            self.here = None

    def handle_data(self, data):
        if self.here is not None:
            self.columns.setdefault(self.here, []).append(data)


def page_stands_alone(folder: Path) -> None:
    html = collate(folder, write(folder, [*TEXTS, *AWKWARD]), "html").decode()
    page = Page()
    page.feed(html)
    assert page.outside == [] and page.scripts == 1, page.outside
    script = re.search(r"<script>(.*?)</script>", html, re.S).group(1)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html and "default-src 'none'" in html
    assert "alert(1)" in html and "<script>alert" not in html
    for i in range(3):
        words = " ".join(page.columns[i + 1]).split()
        assert "quay" in " ".join(words), words


def seeds() -> list:
    folder = Path(os.environ.get("STEMMA_SEEDS", ROOT.parent / "shared" / "seeds"))
    files = sorted(folder.glob("*.txt"))
    if len(files) != 5:
        raise Skip(f"{folder.name} is not there")
    return files


def has_word(text: str, digest: str) -> bool:
    return any(hashlib.sha256(w.lower().encode()).hexdigest().startswith(digest) for w in re.findall(r"\w+", text))


def slots_with(found: dict, digest: str) -> list:
    return [s for s in found["slots"] if any(has_word(r["text"], digest) for r in s["readings"])]


def seeds_show_what_editors_did(folder: Path) -> None:
    """A paragraph that the first alone has, a sentence that it alone lacks, and the name of a town."""
    paragraph, sentence, town = "569b96c4f396e9fe", "e34a6121d3bc47c1", "e0f1f2934bc6b156"
    files = seeds()
    for chosen in (files, [files[0], files[1], files[3], files[4]], [files[0], files[3]]):
        done = stemma("collate", *chosen)
        found = json.loads(done.stdout)
        first = found["witnesses"][0]
        (slot,) = slots_with(found, paragraph)
        assert slot["class"] == "addition", slot
        assert [[a["article"] for a in r["at"]] for r in slot["readings"] if r["text"]] == [[first]]
        (slot,) = slots_with(found, sentence)
        assert slot["class"] == "cut", slot
        assert first in [a["article"] for r in slot["readings"] if not r["text"] for a in r["at"]]
        names = [s for s in slots_with(found, town) if s["class"] == "name"]
        assert names and any(len(s["readings"]) >= 2 for s in names)


def main() -> int:
    return run_all(
        [
            reads_back,
            slots_say_what_differs,
            order_says_nothing,
            tei_is_valid,
            table_has_a_column_a_witness,
            page_stands_alone,
            seeds_show_what_editors_did,
        ]
    )


sys.exit(main())
