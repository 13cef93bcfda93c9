#!/usr/bin/env python3
"""The report of the example articles: against its schema, and against itself."""

import json
import sys
from pathlib import Path

from tap import ROOT, Skip, run_all, stemma

EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if p.suffix in (".txt", ".html", ".jsonl"))


def report_of(*inputs) -> dict:
    done = stemma("report", *inputs, "--json", "-", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def examples() -> dict:
    if not hasattr(examples, "report"):
        examples.report = report_of(*(p.relative_to(ROOT) for p in EXAMPLES))
    return examples.report


def validator():
    try:
        import jsonschema
    except ImportError:
        raise Skip("python3-jsonschema is not installed") from None
    schema = json.loads((ROOT / "doc/report.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def expect_valid(report: dict) -> None:
    errors = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in validator().iter_errors(report)]
    assert not errors, "\n".join(errors[:20])


def follows_the_schema(folder: Path) -> None:
    expect_valid(examples())


def schema_is_strict(folder: Path) -> None:
    check = validator()
    for path in ((), ("articles", 0), ("families", 0), ("articles", 0, "published"), ("stemma",)):
        broken = json.loads(json.dumps(examples()))
        place = broken
        for step in path:
            place = place[step]
        place["unheard_of"] = 1
        assert not check.is_valid(broken), path
    for path in (("articles", 0, "text"), ("families", 0, "slots"), ("claims",), ("passages", 0, "identity")):
        broken = json.loads(json.dumps(examples()))
        place = broken
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]
        assert not check.is_valid(broken), path


def small_reports_follow_the_schema(folder: Path) -> None:
    (folder / "one.txt").write_text("Flood")
    (folder / "two.txt").write_text("")
    (folder / "three.jsonl").write_text('{"id":"x","text":"The mayor said 40 came.","owner":[1,{"a":null}]}\n{"id":1\n')
    done = stemma("report", folder, "--json", "-")
    assert done.returncode == 3, done.stderr
    expect_valid(json.loads(done.stdout))


def places(report: dict):
    """Every (article, start, end) that the report speaks of."""
    for article in report["articles"]:
        for credit in article["agency"]:
            if credit["start"] is not None:
                yield article["id"], credit["start"], credit["end"]
        if article["dateline"]:
            yield article["id"], article["dateline"]["start"], article["dateline"]["end"]
    for p in report["passages"]:
        yield p["a"], p["a_start"], p["a_end"]
        yield p["b"], p["b_start"], p["b_end"]
    for family in report["families"]:
        for slot in family["slots"]:
            for reading in slot["readings"]:
                for at in reading["at"]:
                    yield at["article"], at["start"], at["end"]
    for item in report["dates"] + report["figures"]:
        yield item["article"], item["start"], item["end"]
    for s in report["statements"]:
        for part in [s["source"], s["cue"], (s["source"] or {}).get("full"), *s["content"]]:
            if part:
                yield s["article"], part["start"], part["end"]


def every_place_lies_in_its_text(folder: Path) -> None:
    lengths = {a["id"]: len(a["text"]) for a in examples()["articles"]}
    assert len(lengths) == len(examples()["articles"])
    n = 0
    for article, start, end in places(examples()):
        assert 0 <= start <= end <= lengths[article], (article, start, end)
        n += 1
    assert n > 100


def readings_stand_where_they_are_said_to(folder: Path) -> None:
    texts = {a["id"]: a["text"] for a in examples()["articles"]}
    for family in examples()["families"]:
        for slot in family["slots"]:
            seen = [at["article"] for r in slot["readings"] for at in r["at"]]
            assert len(seen) == len(set(seen)), slot["id"]
            assert set(seen) <= set(family["witnesses"]), slot["id"]
            for reading in slot["readings"]:
                first = reading["at"][0]
                assert texts[first["article"]][first["start"] : first["end"]] == reading["text"], slot["id"]
                for at in reading["at"]:
                    here = texts[at["article"]][at["start"] : at["end"]]
                    same = "".join(here.split()) == "".join(reading["text"].split())
                    assert same, (slot["id"], here, reading["text"])


def every_reference_leads_somewhere(folder: Path) -> None:
    r = examples()
    ids = {kind: {x["id"] for x in r[kind]} for kind in ("articles", "families", "stories", "entities", "statements", "claims")}
    for kind, known in ids.items():
        assert len(known) == len(r[kind]), kind
    for family in r["families"]:
        nodes = {n["id"] for n in family["nodes"]}
        assert set(family["witnesses"]) <= ids["articles"]
        assert {n["article"] for n in family["nodes"]} - {None} == set(family["witnesses"])
        for edge in family["edges"]:
            assert {edge["from"], edge["to"]} <= nodes
    for story in r["stories"]:
        assert set(story["articles"]) <= ids["articles"] and set(story["families"]) <= ids["families"]
    assert sorted(a for s in r["stories"] for a in s["articles"]) == sorted(ids["articles"])
    for s in r["statements"]:
        assert not s["source"] or s["source"]["entity"] in ids["entities"] | {None}
        assert set(s["places"]) <= ids["entities"] and all(i < len(r["figures"]) for i in s["figures"])
        for i in s["figures"]:
            assert r["figures"][i]["article"] == s["article"]
    for c in r["claims"]:
        assert set(c["statements"]) <= ids["statements"]
        support = c["support"]
        for name in ("articles", "outlets", "owners", "origins"):
            assert support[name] == len(support["lists"][name]), c["id"]
        assert 1 <= support["origins"] <= support["articles"], c["id"]
    for d in r["disagreements"]:
        assert set(d["claims"]) <= ids["claims"]
    for p in r["places"]:
        assert p["entity"] in ids["entities"]
        for state in p["timeline"]:
            assert set(state["according_to"] + state["disputed_by"]) <= ids["statements"]
    for e in r["entities"]:
        for name in e["names"]:
            assert name["articles"] and set(name["articles"]) <= ids["articles"], name


def trees_are_trees(folder: Path) -> None:
    for family in examples()["families"]:
        parents = {e["to"]: e["from"] for e in family["edges"] if e["kind"] == "main"}
        assert len(parents) == sum(e["kind"] == "main" for e in family["edges"])
        root = family["nodes"][0]["id"]
        second = {n["id"] for n in family["nodes"] if n["family"]}
        for node in family["nodes"]:
            at, steps = node["id"], 0
            while at in parents and steps <= len(parents):
                at, steps = parents[at], steps + 1
            assert at == root or node["id"] in second, (family["id"], node["id"])
            assert node["id"] in second or node["generation"] == steps, node
        for edge in family["edges"]:
            assert edge["why"], (family["id"], edge["from"], edge["to"])


def page_holds_the_same_findings(folder: Path) -> None:
    done = stemma("report", *EXAMPLES, "-o", folder / "r.html", "--json", folder / "r.json")
    assert done.returncode == 0, done.stderr
    page = (folder / "r.html").read_text()
    data = page.split('id="stemma-data">')[1].split("</script>")[0]
    assert json.loads(data) == json.loads((folder / "r.json").read_text())
    first = done.stdout.decode().splitlines()[0]
    n_articles = len(examples()["articles"])
    assert first.startswith(f"{n_articles} articles, "), first
    in_families = {w for f in examples()["families"] for w in f["witnesses"]}
    n_reports = len(examples()["families"]) + n_articles - len(in_families)
    assert f", {n_reports} independent report" in first, first


def lost_reports_of_little_support_say_so(folder: Path) -> None:
    stemma("bench", "generate", "--out", folder, "--articles", "40", "--seed", "3", "--trees", "--witnesses", "10")
    done = stemma("report", folder / "articles.jsonl", "-o", folder / "r.html", "--json", folder / "r.json")
    doubted = 0
    for family in json.loads((folder / "r.json").read_text())["families"]:
        lost = {n["id"] for n in family["nodes"] if not n["article"]}
        edges = family["edges"]
        doubted += sum(e["to"] in lost and e["kind"] == "main" and e["support"] < 0.5 for e in edges)
    assert 0 < doubted == done.stdout.decode().count("among the inputs (not established: "), doubted


def main() -> int:
    return run_all(
        [
            follows_the_schema,
            schema_is_strict,
            small_reports_follow_the_schema,
            every_place_lies_in_its_text,
            readings_stand_where_they_are_said_to,
            every_reference_leads_somewhere,
            trees_are_trees,
            page_holds_the_same_findings,
            lost_reports_of_little_support_say_so,
        ]
    )


sys.exit(main())
