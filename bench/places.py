#!/usr/bin/env python3
"""places.py STEMMA LGL.xml.gz [--gazetteer FILE] [--half 0|1|all]: places in texts, end to end.

Runs `stemma places` over the articles of LGL as one pile and scores what it writes: spans found
(exact; a span that the set has without coordinates is neither right nor wrong), and of the names
that the set has with coordinates how many are found and put within 161 km. The halves are those
of bench/places_train.py: weights are fitted on half 0. Skips where the set is absent."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.argv, arguments = [sys.argv[0]], sys.argv[1:]
sys.path.insert(0, str(Path(__file__).resolve().parent))
from places_train import km, read_lgl  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("stemma")
    parser.add_argument("lgl")
    parser.add_argument("--gazetteer")
    parser.add_argument("--half", default="all")
    args = parser.parse_args(arguments)
    if not Path(args.lgl).exists():
        print(f"skipped: no {args.lgl}")
        return 0
    articles = {a["id"]: a for a in read_lgl(args.lgl) if args.half in ("all", str(a["half"]))}
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "lgl.jsonl"
        pile.write_text(
            "".join(json.dumps({"id": a["id"], "text": a["text"]}) + "\n" for a in articles.values())
        )
        command = [args.stemma, "places", pile, "--plain", "--quiet", "--lang", "en"]
        if args.gazetteer:
            command += ["--gazetteer", args.gazetteer]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 3):  # 3: repeats were left out
            sys.exit(done.stderr)
    found = {}
    for line in done.stdout.splitlines():
        t = json.loads(line)
        found.setdefault(t["article"], {})[t["start"], t["end"]] = t["place"]
    right = n_found = n_gold = near = placed = 0
    for number, a in articles.items():
        gold = {n[:2]: n[2] for n in a["names"] if n[2]}
        vague = [n[:2] for n in a["names"] if not n[2]]
        spans = found.get(number, {})
        n_gold += len(gold)
        for at, place in spans.items():
            if at not in gold:
                n_found += not any(at[0] < v[1] and v[0] < at[1] for v in vague)
                continue
            n_found += 1
            right += 1
            placed += place is not None
            near += place is not None and km(gold[at], (place["lat"], place["lon"])) <= 161
    p, r = right / max(1, n_found), right / max(1, n_gold)
    print(json.dumps({
        "bench": "places", "half": args.half, "articles": len(articles), "names": n_gold,
        "precision": round(p, 3), "recall": round(r, 3), "f1": round(2 * p * r / max(1e-9, p + r), 3),
        "within_161_km_of_all": round(near / max(1, n_gold), 3),
        "within_161_km_of_placed": round(near / max(1, placed), 3),
        "not_established": round(1 - placed / max(1, right), 3),
    }))
    return 0


sys.exit(main())
