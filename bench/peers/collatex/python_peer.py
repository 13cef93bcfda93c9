"""Witnesses are lines of words with tabs between; prints the processor time of the collation
in milliseconds, then for each witness the columns of its words."""

import json
import sys
import time

from collatex import collate

with open(sys.argv[1], encoding="utf-8") as lines:
    witnesses = [line.rstrip("\n").split("\t") for line in lines]
asked = {
    "witnesses": [
        {"id": f"w{i:03d}", "tokens": [{"t": word + " ", "n": word, "at": k} for k, word in enumerate(words)]}
        for i, words in enumerate(witnesses)
    ]
}
start = time.process_time()
table = json.loads(collate(asked, output="json", segmentation=False))
print((time.process_time() - start) * 1000)
rows = dict(zip(table["witnesses"], table["table"]))
for i, words in enumerate(witnesses):
    columns = [-1] * len(words)
    for column, tokens in enumerate(rows[f"w{i:03d}"]):
        for token in tokens or []:
            columns[token["at"]] = column
    print(*columns)
