#!/usr/bin/env python3
"""Score a Stemma report against what a careful reader found.

    bench/truth.py REPORT.json TRUTH.json [-v] [--support TEXT]... [--min FILE]

The truth file lies beside the articles it is about and names them by input file name
(a prefix is enough) or by id.  One line is printed for each section: how many of its
items the report has right.  -v adds why each of the others is a miss.

--min FILE makes it a check: the file holds {"section": least count, ...} and, for the
lines that say how often something went wrong, {"at_most": {"line": largest count}}.

Exit status: 0 the report was read (and every minimum reached), 1 it was not, 2 wrong use.
"""

import argparse
import datetime
import json
import os
import re
import sys

STOP = set(
    """a an and any are as at be been but by did do for from had has have he her his how in into
    is it its may might no not of on or our she so than that the their them then there they this
    to was we were what when which who whom will with would you your""".split()
)
PREPOSITION = re.compile(r"\s(?:in|of|for|with|from|at|on|supporting)\s|,")
TITLES = re.compile(
    r"^(?:(?:Brigadier|Major|Lieutenant|Brig|Maj|Lt|Gen|General|Col|Colonel|Capt|Captain|Sgt|"
    r"Sergeant|Adm|Admiral|Dr|Doctor|Mr|Mrs|Ms|Prof|Professor|President|Sheikh)\.?\s+)+"
)
# Heads that many organisations share: by themselves they name none of them.
SHARED_HEADS = set(
    """agency army authority brigade command commission committee corporation council directorate
    force forces front group ministry monitor movement news office observatory organisation
    organization party police press service union""".split()
)
SAME_WORD = [{"army", "military"}, {"tv", "television"}, {"organisation", "organization"},
             {"defence", "defense"}, {"us", "u.s", "american"}, {"uk", "british", "britain"}]
FOLD = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
REPEATED = re.compile(r"^the .*\b(?:printed|repeated|shown)\b.*\b(?:twice|times)$")
MONTHS = {m: i + 1 for i, m in enumerate(
    "january february march april may june july august september october november december".split())}


# ---------------------------------------------------------------- text

def squash(text):
    """Folded quotes and dashes, single spaces."""
    return " ".join(str(text or "").translate(FOLD).split())


def squash_with_map(text):
    """As squash(), with the offset in `text` of every character kept."""
    out, where, gap = [], [], False
    for i, ch in enumerate(text.translate(FOLD)):
        if ch.isspace():
            gap = True
            continue
        if gap and out:
            out.append(" ")
            where.append(i)
        out.append(ch)
        where.append(i)
        gap = False
    return "".join(out), where


def locate(text, wanted, inside=None):
    """Span of `wanted` in `text`, within the first place of `inside` where one is given."""
    flat, where = squash_with_map(text)
    base = 0
    if inside is not None:
        base = flat.find(squash(inside))
        if base < 0:
            return None
        at = squash(inside).find(squash(wanted))
        if at < 0:
            return None
        base += at
    else:
        base = flat.find(squash(wanted))
        if base < 0:
            return None
    end = base + len(squash(wanted)) - 1
    return (where[base], where[end] + 1) if end >= base else None


def words(text):
    return re.findall(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:[.'-][^\W\d_]+)*", squash(text).lower())


def content_words(text):
    return [w for w in words(text) if w not in STOP]


def same_word(a, b):
    if a == b or any(a in group and b in group for group in SAME_WORD):
        return True
    if a[:1].isdigit() or b[:1].isdigit():
        return a.replace(",", "") == b.replace(",", "")
    short, long_ = sorted((a, b), key=len)
    return len(short) >= 4 and long_.startswith(short[:max(4, len(short) - 2)]) \
        and len(long_) - len(short) <= 3


def has_word(word, pool):
    return any(same_word(word, other) for other in pool)


def share(wanted, pool):
    """How much of the list `wanted` occurs in the list `pool`, 0..1."""
    return sum(has_word(w, pool) for w in wanted) / len(wanted) if wanted else 0.0


def dates_written_in(text):
    """ISO dates of the calendar dates written out in a note."""
    found = set(re.findall(r"\b\d{4}-\d\d-\d\d\b", text))
    names = "|".join(MONTHS)
    for day, month, year in re.findall(rf"\b(\d{{1,2}}) ({names}) (\d{{4}})\b", text, re.I):
        found.add(f"{year}-{MONTHS[month.lower()]:02}-{int(day):02}")
    for month, day, year in re.findall(rf"\b({names}) (\d{{1,2}}),? (\d{{4}})\b", text, re.I):
        found.add(f"{year}-{MONTHS[month.lower()]:02}-{int(day):02}")
    return found


def instant(value):
    """(datetime, whether it has a time) of an ISO value; None where it is not one."""
    try:
        text = value[:-1] + "+00:00" if value.endswith("Z") else value
        return datetime.datetime.fromisoformat(text), "T" in value
    except (ValueError, AttributeError):
        return None


def same_time(got, wanted):
    """Equal as far as both say; a date without a time of day stands for the whole day."""
    a, b = instant(got), instant(wanted)
    if a is None or b is None or len(got) < 10:
        return False
    if not (a[1] and b[1]):
        return got[:10] == wanted[:10]
    if a[0].tzinfo and b[0].tzinfo:
        return abs((a[0] - b[0]).total_seconds()) < 60
    return a[0].replace(tzinfo=None, second=0, microsecond=0) == b[0].replace(tzinfo=None)


def overlaps(a_start, a_end, b_start, b_end):
    return a_start is not None and a_start < b_end and b_start < a_end


def size(value):
    return len(value) if isinstance(value, (list, dict)) else value


# ---------------------------------------------------------------- the two files

class Section:
    def __init__(self, name):
        self.name, self.right, self.total, self.notes = name, 0, 0, []

    def item(self, right, note=""):
        self.total += 1
        self.right += bool(right)
        if not right:
            self.notes.append("miss: " + note)


class Report:
    """The report, with the truth's documents found in it."""

    def __init__(self, data, docs, folder):
        self.data = data
        self.articles = data["articles"]
        self.by_id = {a["id"]: a for a in self.articles}
        self.folder = folder
        self.doc = {}
        for doc in docs:
            found = self.find(doc)
            if found:
                self.doc[doc] = found
        self.names = {}
        for entity in self.list("entities"):
            self.names[entity["id"]] = [squash(n.get("name") if isinstance(n, dict) else n)
                                        for n in entity.get("names", [])]

    def find(self, doc):
        def stem(article):
            return os.path.basename(str(article.get("input", "")))

        for test in (lambda a: a["id"] == doc,
                     lambda a: os.path.splitext(stem(a))[0] == doc,
                     lambda a: re.match(re.escape(doc) + r"(?![0-9A-Za-z])", stem(a)),
                     lambda a: stem(a).startswith(doc)):
            hits = [a for a in self.articles if test(a)]
            if hits:
                return hits[0] if len(hits) == 1 else None
        return None

    def list(self, key):
        return self.data.get(key) or []

    def text(self, doc):
        article = self.doc.get(doc)
        return article.get("text") or "" if article else ""

    def of(self, key, doc):
        """Rows of a table that belong to one document."""
        article = self.doc.get(doc)
        return [r for r in self.list(key) if article and r.get("article") == article["id"]]

    def source_file(self, doc):
        """The lines of the input beside the truth file; None where it is not plain text."""
        article = self.doc.get(doc)
        name = os.path.basename(str(article.get("input", ""))) if article else ""
        choices = [name] + sorted(f for f in os.listdir(self.folder) if f.startswith(doc))
        for choice in choices:
            path = os.path.join(self.folder, choice)
            if choice.endswith(".txt") and os.path.isfile(path):
                with open(path, encoding="utf-8", errors="replace") as stream:
                    return [squash(line) for line in stream.read().split("\n")]
        return None

    def statement_content(self, statement):
        text = (self.by_id.get(statement.get("article")) or {}).get("text") or ""
        spans = statement.get("content") or []
        return " ".join(text[s["start"]:s["end"]] for s in spans)

    def statement_source(self, statement):
        """The source as written and every name of its entity; None for the own voice."""
        source = statement.get("source")
        if not source:
            return None
        text = (self.by_id.get(statement.get("article")) or {}).get("text") or ""
        written = ""
        if source.get("start") is not None:
            written = text[source["start"]:source["end"]]
        return " ".join([written] + self.names.get(source.get("entity"), []))


def documents(truth):
    return [doc for family in truth.get("families", []) for doc in family]


# ---------------------------------------------------------------- sections

def families(report, truth):
    s = Section("families")
    found = [set(f.get("witnesses", [])) for f in report.list("families")]
    tied = set().union(*found) if found else set()
    found += [{a["id"]} for a in report.articles if a["id"] not in tied]
    for family in truth.get("families", []):
        wanted = {report.doc[d]["id"] for d in family if d in report.doc}
        absent = [d for d in family if d not in report.doc]
        near = max(found, key=lambda f: len(f & wanted) / (len(f | wanted) or 1), default=set())
        s.item(not absent and wanted in found,
               f"{', '.join(family)}: nearest is {sorted(near)}"
               + (f"; not in the report: {absent}" if absent else ""))
    return s


def agency_names(phrases):
    """'told The Associated Press' -> 'Associated Press', 'via AP' -> 'AP'."""
    names = set()
    for phrase in phrases:
        for run in re.findall(r"[A-Z][\w.]*(?: [A-Z][\w.]*)*", phrase):
            run = re.sub(r"^(?:The|Compiled)\s?", "", run)
            if run:
                names.add(run)
    return names


def same_agency(got, wanted):
    a = [w for w in words(got) if w != "the"]
    b = [w for w in words(wanted) if w != "the"]
    return bool(a and b) and a[0] == b[0] and (set(a) <= set(b) or set(b) <= set(a))


def expected_origins(truth):
    """Written out under `origins`, or read off the `lost_original` sentence."""
    if truth.get("origins"):
        for o in truth["origins"]:
            yield o["docs"], o["lost"], o.get("article"), {o["agency"]} if o.get("agency") else set()
        return
    sentence = truth.get("lost_original", "").split(" are ")[0]
    named = {d for d in documents(truth) if re.search(rf"\b{re.escape(d)}\b", sentence)}
    for family in truth.get("families", []):
        if named & set(family):
            phrases = [p for d in family for p in truth.get("agency_evidence", {}).get(d, [])]
            yield family, True, None, agency_names(phrases)


def origins(report, truth):
    s = Section("origins")
    for docs, lost, article, agencies in expected_origins(truth):
        wanted = {report.doc[d]["id"] for d in docs if d in report.doc}
        family = max(report.list("families"), default=None,
                     key=lambda f: len(wanted & set(f.get("witnesses", []))))
        if family is None or not wanted & set(family.get("witnesses", [])):
            s.item(False, f"{docs[0]} …: no family")
            if agencies:
                s.item(False, f"{docs[0]} …: no family, so no agency")
            continue
        origin = family.get("origin") or {}
        got = origin.get("article")
        right = "article" in origin and (got is None if lost else
                                         article in report.doc and
                                         got == report.doc[article]["id"])
        s.item(right, f"{docs[0]} …: origin {got!r}, wanted {'lost' if lost else article}")
        if agencies:
            name = origin.get("agency")
            name = name.get("name") if isinstance(name, dict) else name
            s.item(any(same_agency(str(name or ""), a) for a in agencies),
                   f"{docs[0]} …: agency {name!r}, wanted {sorted(agencies)}")
    return s


def outlets(report, truth):
    s = Section("outlets")
    for doc, wanted in truth.get("outlet", {}).items():
        got = report.doc.get(doc, {}).get("outlet")
        plain, plain_wanted = (re.sub(r"^the ", "", squash(n).lower()) for n in (got, wanted))
        s.item(doc in report.doc and plain == plain_wanted,
               f"{doc}: {got!r}, wanted {wanted!r}")
    return s


def headlines(report, truth):
    s = Section("headlines")
    for doc, wanted in truth.get("headline", {}).items():
        got = report.doc.get(doc, {}).get("headline")
        s.item(squash(got) == squash(wanted), f"{doc}: {got!r}, wanted {wanted!r}")
    return s


def bylines(report, truth):
    s = Section("bylines")
    for doc, wanted in truth.get("byline", {}).items():
        got = report.doc.get(doc, {}).get("byline") or []
        got = [got] if isinstance(got, str) else got
        s.item(squash(wanted).lower() in [squash(g).lower() for g in got],
               f"{doc}: {got!r}, wanted {wanted!r}")
    return s


def credits(report, truth):
    s = Section("agency credits")
    for doc, phrases in truth.get("agency_evidence", {}).items():
        got = [a.get("name") or "" for a in report.doc.get(doc, {}).get("agency") or []]
        wanted = agency_names(phrases)
        s.item(any(same_agency(g, w) for g in got for w in wanted),
               f"{doc}: {got!r}, wanted one of {sorted(wanted)}")
    return s


def bare(name):
    return TITLES.sub("", squash(name))


def aliases(report, truth):
    s = Section("aliases")
    for group in truth.get("aliases", []):
        holders = {}
        for name in group:
            holders[name] = {e for e, names in report.names.items()
                             if squash(name) in names or bare(name) in [bare(n) for n in names]}
        everywhere = set().union(*holders.values())
        one = len(everywhere) == 1 and all(holders.values())
        s.item(one, " / ".join(group) + ": " +
               "; ".join(f"{n} in {sorted(h) or 'none'}" for n, h in holders.items()))
    return s


def must_not_merge(report, truth):
    s = Section("not merged")
    for pair in truth.get("must_not_merge", []):
        holding = [{e for e, names in report.names.items() if squash(n) in names} for n in pair]
        both = set.intersection(*holding)
        s.item(not both, f"{' = '.join(pair)} in {sorted(both)}")
        absent = [n for n, h in zip(pair, holding) if not h]
        if absent and not both:
            s.notes.append(f"note: {' | '.join(absent)}: a name of no entity")
    return s


def published(report, truth):
    value, how = Section("published"), Section("published how")
    for doc, text in truth.get("published", {}).items():
        got = report.doc.get(doc, {}).get("published") or {}
        wanted = re.findall(r"\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?", text.split("(")[0])
        value.item(any(same_time(got.get("value") or "", w) for w in wanted),
                   f"{doc}: {got.get('value')!r}, wanted {' or '.join(wanted)}")
        if got.get("value") and any("T" in w for w in wanted) and "T" not in got["value"]:
            value.notes.append(f"note: {doc}: the hour {wanted[0]} is not given")
        manner = "inferred" if "(inferred" in text else "stated"
        how.item(got.get("how") == manner, f"{doc}: {got.get('how')!r}, wanted {manner}")
    return value, how


def date_traps(report, truth):
    s = Section("date traps")
    for doc, text in truth.get("date_trap", {}).items():
        traps = dates_written_in(text)
        got = (report.doc.get(doc, {}).get("published") or {}).get("value") or ""
        s.item(doc in report.doc and bool(traps) and got[:10] not in traps,
               f"{doc}: published {got!r}, which is {text}" if traps else
               f"{doc}: no date can be read in the truth's {text!r}")
    return s


def dates_in_text(report, truth):
    s = Section("dates in text")
    for row in truth.get("dates_in_text", []):
        what = f"{row['doc']}: {row['context']!r}"
        span = locate(report.text(row["doc"]), row["text"], row["context"])
        if span is None:
            s.item(False, what + ": not in the article's text")
            continue
        got = [str(d.get("value") or "") for d in report.of("dates", row["doc"])
               if overlaps(d.get("start"), d.get("end"), *span)]
        s.item(any(g[:len(row["iso"])] == row["iso"] for g in got),
               f"{what}: {got or 'no date here'}, wanted {row['iso']}")
    return s


def repeated_lines(lines):
    return {line for line in lines if line and lines.count(line) > 1}


def furniture(report, truth):
    s = Section("furniture gone")
    for doc, pieces in truth.get("furniture", {}).items():
        text = squash(report.text(doc))
        lines = report.source_file(doc)
        for piece in pieces:
            if doc not in report.doc:
                s.item(False, f"{doc}: not in the report")
            elif lines is not None and REPEATED.match(piece) and piece not in lines:
                twice = [r for r in repeated_lines(lines) if text.count(r) > 1]
                s.item(not twice, f"{doc}: {piece}: still more than once: {twice}")
            else:
                # A masthead may also be named in the body, which is no furniture.
                flat = squash(piece)
                body = 0
                if lines is not None and flat in lines:
                    body = " ".join(lines).count(flat) - lines.count(flat)
                s.item(text.count(flat) <= body, f"{doc}: still there: {piece!r}")
    return s


def body_kept(report, truth):
    s = Section("body lines kept")
    for doc in documents(truth):
        lines = report.source_file(doc)
        if lines is None:
            continue
        text = squash(report.text(doc))
        away = {squash(p) for p in truth.get("furniture", {}).get(doc, [])}
        away |= {squash(truth.get("headline", {}).get(doc))} | repeated_lines(lines)
        for line in lines:
            if len(line.split()) >= 8 and re.search(r"[.!?]['\")\]]*$", line) and line not in away:
                s.item(line in text, f"{doc}: lost: {line}")
    return s


def figure_of(report, doc, figure):
    of = figure.get("of")
    if isinstance(of, dict):
        of = report.text(doc)[of.get("start", 0):of.get("end", 0)]
    return " ".join([str(of or "")] + report.names.get(figure.get("entity"), []))


def number_fits(figure, row):
    low, high = figure.get("low"), figure.get("high")
    if "value" not in row:
        return low == row["low"] and high == row["high"]
    value, relation = row["value"], row.get("relation", "")
    if relation in ("around", "about", "some"):
        return low is not None and high is not None and low <= value <= high <= 2 * value
    if relation in ("at least", "more than"):
        return low == value
    if relation in ("as many as", "at most", "up to"):
        return high == value
    return low == value and high == value


def numbers(report, truth):
    s = Section("numbers")
    for row in truth.get("numbers", []):
        bad = []
        for doc in row["docs"]:
            near = [f for f in report.of("figures", doc) if number_fits(f, row)]
            wanted = content_words(row.get("of", ""))
            if not any(share(wanted, words(figure_of(report, doc, f))) > 0 for f in near):
                bad.append(f"{doc} ({'counts ' + repr(near[0].get('of')) if near else 'absent'})")
        value = row.get("value", f"{row.get('low')} to {row.get('high')}")
        s.item(not bad, f"{row.get('relation', '')} {value} {row.get('of', '')}: {', '.join(bad)}")
    return s


def source_fits(got, wanted):
    """Does the source of a statement share the head words of the truth's source?"""
    if wanted is None or got is None:
        return wanted is None and got is None
    pool = words(got)
    for choice in re.split(r"\s/\s|;", wanted):
        for part in choice.split(","):
            phrase = TITLES.sub("", PREPOSITION.split(part.strip() + " ")[0].strip())
            head_words = content_words(phrase)
            if not head_words or not has_word(head_words[-1], pool):
                continue
            shared = head_words[-1] in SHARED_HEADS and len(head_words) > 1
            if not shared or share(head_words, pool) > 0.5 or phrase.split()[-1].islower():
                return True
    return False


def match_claims(report, truth):
    """The statements of the report that are the truth's claims: id -> doc -> statements."""
    matched, nearest = {}, {}
    for claim in truth.get("claims", []):
        says = content_words(claim["says"])
        matched[claim["id"]] = {}
        for doc in claim["docs"]:
            hits = []
            for statement in report.of("statements", doc):
                if share(says, words(report.statement_content(statement))) < 0.5:
                    continue
                source = report.statement_source(statement)
                if source_fits(source, claim.get("source")):
                    hits.append(statement["id"])
                else:
                    nearest.setdefault((claim["id"], doc), source or "the outlet's own voice")
            matched[claim["id"]][doc] = hits
    return matched, nearest


def claims(truth, matched, nearest):
    whole, each = Section("claims"), Section("claims by article")
    for claim in truth.get("claims", []):
        bad = []
        for doc, hits in matched[claim["id"]].items():
            got = nearest.get((claim["id"], doc))
            why = f"{doc} ({'source: ' + got if got else 'no such statement'})"
            each.item(hits, f"{claim['id']}: {why}")
            if not hits:
                bad.append(why)
        whole.item(not bad, f"{claim['id']} ({claim.get('source')}): {'; '.join(bad)}")
    return whole, each


def disagreements(report, truth, matched):
    """The truth's pairs found, and the listed ones that the truth does not have."""
    s = Section("disagreements")
    of_claim = {c["id"]: set(c.get("statements", [])) for c in report.list("claims")}
    listed = []
    for row in report.list("disagreements"):
        pair = (row.get("claims") or [])[:2]
        if len(pair) == 2:
            listed.append((row, of_claim.get(pair[0], set()), of_claim.get(pair[1], set())))

    def meeting(a, b):
        left = {i for hits in matched.get(a, {}).values() for i in hits}
        right = {i for hits in matched.get(b, {}).values() for i in hits}
        return [row for row, x, y in listed if (x & left and y & right) or (x & right and y & left)]

    known = []
    for row in truth.get("disagreements", []):
        found = [r for r in meeting(*row["between"]) if r.get("kind") != "update"]
        known += found
        s.item(found, f"{' x '.join(row['between'])}: {row.get('about')}")
    for row in truth.get("updates", []):
        known += [r for r in meeting(row["from"], row["to"]) if r.get("kind") == "update"]
    extra = [r for r, _, _ in listed if not any(r is k for k in known)]
    return s, extra


def holds(entry, row):
    holder = entry.get("holder") or ""
    wanted = row.get("held_by") or row.get("state") or ""
    said = f"{holder} {entry.get('state') or ''}"
    dates = re.findall(r"\d{4}-\d\d-\d\d", row.get("date", ""))
    when = str(entry.get("from") or "")[:10]
    heads = [w for w in content_words(wanted) if w not in ("allies", "small", "groups")]
    return any(has_word(w, words(said)) for w in heads) and (not dates or when in dates)


def place_states(report, truth):
    s = Section("place states")
    for row in truth.get("place_state", []):
        own = {e for e, names in report.names.items()
               if squash(row["place"]).lower() in [n.lower() for n in names]}
        timeline = []
        for place in report.list("places"):
            if place.get("entity") in own:
                timeline += place.get("timeline") or []
        for entry in timeline:  # a holder may be given as an entity
            if entry.get("holder") in report.names:
                entry["holder"] = " ".join(report.names[entry["holder"]])
        s.item(any(holds(t, row) for t in timeline),
               f"{row['place']}: {row.get('held_by') or row.get('state')} {row.get('date', '')}; got "
               + "; ".join(f"{t.get('from')} {t.get('holder')} {t.get('state')}" for t in timeline))
    return s


def variants(report, truth):
    """A slot of the collation holds different readings where the truth says they differ."""
    s = Section("variants")
    known = set(documents(truth))
    slots = [slot for f in report.list("families") for slot in f.get("slots") or []]
    for row in truth.get("variants", []):
        said = {d: r for d, r in row.items() if d in known and isinstance(r, str) and r}
        if len(said) < 2:
            continue  # a whole sentence kept, dropped or added, not two readings
        spans = {report.doc[d]["id"]: locate(report.text(d), r)
                 for d, r in said.items() if d in report.doc}
        right = False
        for slot in slots:
            at = {}
            for i, reading in enumerate(slot.get("readings") or []):
                for place in reading.get("at") or []:
                    span = spans.get(place.get("article"))
                    if span and overlaps(place.get("start"), place.get("end"), *span):
                        at.setdefault(i, set()).add(place["article"])
            right = right or len(at) > 1
        s.item(right, f"{row['slot']}: no slot with different readings there")
    return s


# ---------------------------------------------------------------- support

def supported(report, text):
    """The claims one of whose statements has the text, the best supported first."""
    text = squash(text).lower()
    says = {st["id"]: squash(report.statement_content(st)).lower()
            for st in report.list("statements")}
    found = [c for c in report.list("claims")
             if text in squash(c.get("label")).lower()
             or any(text in says.get(i, "") for i in c.get("statements", []))]
    return sorted(found, key=lambda c: -(size((c.get("support") or {}).get("articles")) or 0))


def support(report, truth):
    s = Section("support")
    for row in truth.get("support", []):
        found = supported(report, row["text"])
        got = found[0].get("support") or {} if found else {}
        keys = [k for k in ("articles", "outlets", "origins") if k in row]
        s.item(found and all(size(got.get(k)) == row[k] for k in keys),
               f"{row['text']!r}: " + ", ".join(f"{k} {size(got.get(k))} wanted {row[k]}" for k in keys))
    return s


def print_support(report, text):
    found = supported(report, text)
    if not found:
        print(f"support of {text!r}: no claim has it")
    for claim in found:
        got = claim.get("support") or {}
        counts = ", ".join(f"{k} {size(got.get(k))}" for k in ("articles", "outlets", "owners", "origins"))
        print(f"support of {text!r}: {counts}  [{claim['id']}] {squash(claim.get('label'))}")


# ---------------------------------------------------------------- main

def score(report, truth):
    matched, nearest = match_claims(report, truth)
    contradictions, extra = disagreements(report, truth, matched)
    sections = [families(report, truth), origins(report, truth), outlets(report, truth),
                headlines(report, truth), bylines(report, truth), credits(report, truth),
                aliases(report, truth), must_not_merge(report, truth), *published(report, truth),
                date_traps(report, truth), dates_in_text(report, truth), furniture(report, truth),
                body_kept(report, truth), numbers(report, truth),
                *claims(truth, matched, nearest), contradictions, variants(report, truth),
                place_states(report, truth), support(report, truth)]
    return [s for s in sections if s.total], extra


def print_extra(report, extra):
    label = {c["id"]: squash(c.get("label")) for c in report.list("claims")}
    for row in extra:
        a, b = row["claims"][:2]
        print(f"      {row.get('kind')}: {squash(row.get('about'))}\n"
              f"        {label.get(a, a)}\n        {label.get(b, b)}")


def check_minima(path, sections, extra):
    with open(path, encoding="utf-8") as stream:
        least = json.load(stream)
    got = {s.name: s.right for s in sections}
    wrong = {"extra disagreements": len(extra)}
    failed = []
    for name, count in least.items():
        if name == "at_most":
            for line, most in count.items():
                if line not in wrong:
                    failed.append(f"{line}: no such line")
                elif wrong[line] > most:
                    failed.append(f"{line}: {wrong[line]}, at most {most}")
        elif name not in got:
            failed.append(f"{name}: no such section")
        elif got[name] < count:
            failed.append(f"{name}: {got[name]}, at least {count}")
    return failed


def load(path):
    with open(path, encoding="utf-8") as stream:
        return json.load(stream)


def main(argv=None):
    parser = argparse.ArgumentParser(description="Score a Stemma report against a truth file.")
    parser.add_argument("report", metavar="REPORT.json")
    parser.add_argument("truth", metavar="TRUTH.json")
    parser.add_argument("-v", "--verbose", action="store_true", help="say why each miss is one")
    parser.add_argument("--support", metavar="TEXT", action="append", default=[],
                        help="print the support of the claims that have TEXT")
    parser.add_argument("--min", metavar="FILE", help="fail below these counts")
    args = parser.parse_args(argv)
    try:
        truth = load(args.truth)
        report = Report(load(args.report), documents(truth),
                        os.path.dirname(os.path.abspath(args.truth)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"truth.py: {args.report}, {args.truth}: {error!r}", file=sys.stderr)
        return 1

    for doc in documents(truth):
        if doc not in report.doc:
            print(f"not in the report: {doc}")
    try:
        sections, extra = score(report, truth)
    except (KeyError, TypeError, AttributeError) as error:
        print(f"truth.py: {args.report} is not of a report's shape: {error!r}", file=sys.stderr)
        return 1
    updates = sum(r.get("kind") == "update" for r in extra)
    for s in sections:
        print(f"{s.name:<22}{s.right:>4} of {s.total}")
        if args.verbose:
            for note in s.notes:
                print(f"      {note}")
    extra = [r for r in extra if r.get("kind") != "update"]
    print(f"{'extra disagreements':<22}{len(extra):>4}   ({updates} updates besides)")
    print_extra(report, extra)
    for text in args.support:
        print_support(report, text)
    if args.min:
        try:
            failed = check_minima(args.min, sections, extra)
        except (OSError, ValueError, AttributeError, TypeError) as error:
            failed = [f"{args.min}: {error!r}"]
        for line in failed:
            print(f"FAILED {line}")
        return 1 if failed else 0
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        sys.exit(1)
