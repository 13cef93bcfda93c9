#!/usr/bin/env python3
"""Score family trees against the true ones, beside three plain methods in the same run.

    bench/trees.py FOLDER [--stemma PROGRAM] [--plain] [--no-times] [--settings] [--jobs N]

FOLDER has trees.jsonl or truth.jsonl (one line for each family: {"family", "nodes": [{"id",
"article" or null}], "edges": [{"from", "to", "kind"}]}) and the witnesses: FOLDER/FAMILY/*.txt (the article is the
file's name without .txt), or articles.jsonl with id and text (all families in one file).

Measures, each a mean over the families:
  asd        average sign distance: over all ordered triples of witnesses, 1 - |s - s'| / 2, s the
             sign of d(A,B) - d(A,C), d the edges on the shortest path, lost nodes counted; of more
             than 100 witnesses over 200,000 triples drawn with a fixed seed
  root       the origin is the same witness, or lost in both
  parents    witnesses whose nearest witness above is the right one (or rightly none), of all but
             the first text
  joined     parents, where those that no text tells apart count as one: copies that changed nothing
             (truth with "edits" on its edges) and what they were copied from
  nodes      the same for the node just above, lost or kept: a lost one is right where it is lost in
             truth and the witnesses below are the same by half (Jaccard of at least .5)
  ancestors  Jaccard of the (node, ancestor) pairs among witnesses
  leaves     Jaccard of the sets of witnesses that nobody copied
Second sources: an edge of kind "second" is found when the tree has one to the same witness;
"from" counts those that also come from the right one (or from a lost node in both).
Support: the edges in bins of what the tree says of them, and the share that is right: the same two
ends, a lost node being the one with the same witnesses below it; "by half": a lost node being one
with half of the witnesses below it.
The plain methods read how many words two texts do not have in common: in order, by the longest
common subsequence; of more than 100 witnesses without their order, which is done with numpy (without
numpy such families are scored without the plain methods)."""

import argparse
import json
import random
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import combinations
from pathlib import Path

try:
    import numpy
except ImportError:
    numpy = None

MANY = 100  # witnesses
TRIPLES = 200_000

# Trees -------------------------------------------------------------------------------------


class Tree:
    """parent of each node (None for the root); label: the witness that a node is, or None."""

    def __init__(self, parent, label, second=(), support=None, unchanged=()):
        self.parent, self.label, self.second = parent, label, list(second)
        self.unchanged = set(unchanged)  # nodes that have their parent's text
        self.support = support or {}
        self.node = {w: v for v, w in label.items() if w is not None}
        self.root = next(v for v in parent if parent[v] is None)

    def ancestor(self, witness):
        v = self.parent[self.node[witness]]
        while v is not None and self.label[v] is None:
            v = self.parent[v]
        return None if v is None else self.label[v]

    def twins(self, node):
        """All nodes that have the node's text by way of copies that changed nothing."""
        while node in self.unchanged:
            node = self.parent[node]
        found = [node]
        for v in found:
            found += [c for c in self.unchanged if self.parent[c] == v]
        return found

    def parents(self, witness):
        """What this one was copied from, and what may as well have been: None for lost."""
        twins = self.twins(self.node[witness])
        fit = {self.label[v] for v in twins} - {None, witness} | {self.ancestor(witness)}
        above = self.parent[twins[0]]
        while above is not None:
            here = {self.label[v] for v in self.twins(above)} - {None, witness}
            if here:
                return fit | here
            above = self.parent[self.twins(above)[0]]
        return fit

    def ancestors(self, witness):
        found = set()
        v = self.parent[self.node[witness]]
        while v is not None:
            if self.label[v] is not None:
                found.add(self.label[v])
            v = self.parent[v]
        return found

    @cached_property
    def below(self):
        """The witnesses at or below each node."""
        sets = {v: set() for v in self.parent}
        for w, v in self.node.items():
            while v is not None:
                sets[v].add(w)
                v = self.parent[v]
        return {v: frozenset(s) for v, s in sets.items()}

    def path(self, node):
        """From a node to the root."""
        found = [node]
        while self.parent[found[-1]] is not None:
            found.append(self.parent[found[-1]])
        return found

    def between(self, a, b):
        """Edges from one witness to another."""
        up, down = (self.paths.setdefault(w, self.path(self.node[w])[::-1]) for w in (a, b))
        same = 0
        for u, v in zip(up, down):
            if u != v:
                break
            same += 1
        return len(up) + len(down) - 2 * same

    @cached_property
    def paths(self):
        return {}

    def names(self):
        below = self.below
        return {v: self.label[v] if self.label[v] is not None else ("lost", below[v])
                for v in self.parent}

    def distances(self):
        near = {v: [] for v in self.parent}
        for v, p in self.parent.items():
            if p is not None:
                near[v].append(p)
                near[p].append(v)
        table = {}
        for w, start in self.node.items():
            far = {start: 0}
            queue = [start]
            for v in queue:
                for u in near[v]:
                    if u not in far:
                        far[u] = far[v] + 1
                        queue.append(u)
            table[w] = {x: far[v] for x, v in self.node.items()}
        return table


def of_edges(nodes, edges):
    """nodes: id -> witness or None."""
    parent = {v: None for v in nodes}
    support = {}
    second = []
    unchanged = [e["to"] for e in edges if e.get("edits") == 0 and e["kind"] == "main"]
    for e in edges:
        if e["kind"] == "second":
            second.append((nodes.get(e["from"]), nodes.get(e["to"])))
        else:
            parent[e["to"]] = e["from"]
            support[e["to"]] = e.get("support", 1.0)
    return Tree(parent, nodes, second, support, unchanged)


def rooted(edges, label, root):
    near = {}
    for a, b in edges:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    parent = {root: None}
    queue = [root]
    for v in queue:
        for u in near.get(v, []):
            if u not in parent:
                parent[u] = v
                queue.append(u)
    return Tree(parent, {v: label.get(v) for v in parent})


# Measures ----------------------------------------------------------------------------------


def sign(x):
    return (x > 0) - (x < 0)


def drawn_sign_distance(true, found):
    draw = random.Random(1)
    witnesses = sorted(true.node)
    total = 0
    for _ in range(TRIPLES):
        a, b, c = draw.sample(witnesses, 3)
        signs = [sign(t.between(a, b) - t.between(a, c)) for t in (true, found)]
        total += 1 - abs(signs[0] - signs[1]) / 2
    return total / TRIPLES


def sign_distance(true, found):
    if len(true.node) > MANY:
        return drawn_sign_distance(true, found)
    d, e = true.distances(), found.distances()
    total = count = 0
    witnesses = sorted(d)
    for a in witnesses:
        for b, c in combinations([w for w in witnesses if w != a], 2):
            total += 1 - abs(sign(d[a][b] - d[a][c]) - sign(e[a][b] - e[a][c])) / 2
            count += 1
    return total / count if count else 1.0


def jaccard(a, b):
    return len(a & b) / len(a | b) if a | b else 1.0


def alike(true, a, in_true, found, b, in_found):
    """Is node b of the found tree node a of the true one, for all that can be told?"""
    if a is None or b is None:
        return a is None and b is None
    if true.label[a] is not None or found.label[b] is not None:
        return true.label[a] == found.label[b]
    return 2 * len(in_true[a] & in_found[b]) >= len(in_true[a] | in_found[b])


def same_node(true, found, witness):
    return alike(true, true.parent[true.node[witness]], true.below,
                 found, found.parent[found.node[witness]], found.below)


def measures(true, found):
    witnesses = sorted(true.node)
    first = true.label[true.root]
    asked = [w for w in witnesses if w != first]
    pairs = [{(w, a) for w in witnesses for a in t.ancestors(w)} for t in (true, found)]
    leaves = [set(witnesses) - {t.ancestor(w) for w in witnesses} for t in (true, found)]
    return {
        "asd": sign_distance(true, found),
        "root": float(first == found.label[found.root]),
        "parents": sum(true.ancestor(w) == found.ancestor(w) for w in asked) / len(asked),
        "joined": sum(found.ancestor(w) in true.parents(w) for w in asked) / len(asked),
        "nodes": sum(same_node(true, found, w) for w in asked) / len(asked),
        "ancestors": jaccard(*pairs),
        "leaves": jaccard(*leaves),
    }


def nearly(true, found, v):
    """Nodes of the true tree that have half of the witnesses below v, with what is above them."""
    if found.label[v] is not None:
        yield true.node[found.label[v]], true.parent[true.node[found.label[v]]]
        return
    here = found.below[v]
    counts = Counter(u for w in here for u in true.path(true.node[w]))
    for u, n in counts.items():
        if 2 * n >= len(here):
            yield u, true.parent[u]


def support_bins(true, found):
    """[(said, right, right by half, ends in a witness)] for each main edge."""
    names = true.names()
    edges = {(names[p], names[v]) for v, p in true.parent.items() if p is not None}
    here = found.names()
    in_true, in_found = true.below, found.below
    rows = []
    for v, s in found.support.items():
        p = found.parent[v]
        near = any(q is not None and alike(true, u, in_true, found, v, in_found)
                   and alike(true, q, in_true, found, p, in_found)
                   for u, q in nearly(true, found, v))
        rows.append((s, (here[p], here[v]) in edges, near, found.label[v] is not None))
    return rows


def seconds(true, found):
    """(in truth, found by the tree, to the right witness, from the right one too)"""
    to = {w for _, w in true.second}
    said = {w for _, w in found.second if w is not None}
    exact = {(a, w) for a, w in found.second} & set(true.second)
    return len(to), len(said), len(to & said), len({w for _, w in exact})


# Plain methods -----------------------------------------------------------------------------


def words(text):
    return re.findall(r"\w+", text.lower())


def common(a, b):
    """Length of the longest common subsequence (bit-parallel, Hyyrö 2004)."""
    at = {}
    for i, w in enumerate(a):
        at[w] = at.get(w, 0) | 1 << i
    full = (1 << len(a)) - 1
    v = full
    for w in b:
        u = v & at.get(w, 0)
        v = ((v + u) | (v - u)) & full
    return len(a) - v.bit_count()


def word_distances(texts):
    lists = {w: words(t) for w, t in texts.items()}
    d = {w: {w: 0} for w in texts}
    for a, b in combinations(sorted(texts), 2):
        d[a][b] = d[b][a] = len(lists[a]) + len(lists[b]) - 2 * common(lists[a], lists[b])
    return d


def spanning_tree(d, root):
    left = set(d) - {root}
    near = {w: root for w in left}
    edges = []
    while left:
        w = min(sorted(left), key=lambda x: d[x][near[x]])
        left.discard(w)
        edges.append((near[w], w))
        for x in left:
            if d[x][w] < d[x][near[x]]:
                near[x] = w
    return rooted(edges, {w: w for w in d}, root)


def joined(d):
    """Neighbour joining; the root in the middle of the longest path."""
    d = {a: dict(row) for a, row in d.items()}
    label = {w: w for w in d}
    edges = []
    weights = {}
    active = sorted(d)
    made = 0

    def add(a, b, length):
        edges.append((a, b))
        weights[frozenset((a, b))] = max(length, 0.0)

    while len(active) > 2:
        n = len(active)
        sums = {a: sum(d[a][b] for b in active) for a in active}
        a, b = min(combinations(active, 2),
                   key=lambda p: (n - 2) * d[p[0]][p[1]] - sums[p[0]] - sums[p[1]])
        new = f"#{made}"
        made += 1
        to_a = d[a][b] / 2 + (sums[a] - sums[b]) / (2 * (n - 2))
        add(new, a, to_a)
        add(new, b, d[a][b] - to_a)
        d[new] = {new: 0}
        for x in active:
            if x not in (a, b):
                d[new][x] = d[x][new] = (d[a][x] + d[b][x] - d[a][b]) / 2
        active = [x for x in active if x not in (a, b)] + [new]
    if len(active) == 2:
        add(active[0], active[1], d[active[0]][active[1]])
    return at_middle(edges, weights, label)


def at_middle(edges, weights, label):
    near = {}
    for a, b in edges:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)

    def walk(start):
        far = {start: (0.0, None)}
        queue = [start]
        for v in queue:
            for u in near[v]:
                if u not in far:
                    far[u] = (far[v][0] + weights[frozenset((u, v))], v)
                    queue.append(u)
        return far

    leaves = sorted(label)
    far = walk(leaves[0])
    a = max(leaves, key=lambda w: far[w][0])
    far = walk(a)
    b = max(leaves, key=lambda w: far[w][0])
    v = b
    while far[v][1] is not None and far[far[v][1]][0] > far[b][0] / 2:
        v = far[v][1]
    u = far[v][1] if far[v][1] is not None else v
    if u in label or u == v:
        edges = [e for e in edges if set(e) != {u, v}] + [("#r", u), ("#r", v)]
        return rooted(edges, label, "#r")
    return rooted(edges, label, u)


def by_time(d, order):
    """Each is a copy of the one before it in time that is most like it."""
    parent = {order[0]: None}
    for i, w in enumerate(order[1:], 1):
        parent[w] = min(order[:i], key=lambda x: d[w][x])
    return Tree(parent, {w: w for w in order})


def bag_distances(texts):
    """Words that are not in both of two texts, their order left out: a matrix."""
    names = sorted(texts)
    number = {}
    sizes = []
    rows = []
    for w in names:
        seen = Counter()
        here = []
        for word in words(texts[w]):
            seen[word] += 1
            here.append(number.setdefault((word, seen[word]), len(number)))
        rows.append(here)
        sizes.append(len(here))
    same = numpy.zeros((len(names), len(names)), dtype=numpy.float32)
    step = 2048
    for start in range(0, len(number), step):
        part = numpy.zeros((len(names), step), dtype=numpy.float32)
        for i, here in enumerate(rows):
            part[i, [k - start for k in here if start <= k < start + step]] = 1
        same += part @ part.T
    sizes = numpy.array(sizes, dtype=numpy.float32)
    return names, sizes[:, None] + sizes[None, :] - 2 * same


def joined_many(names, d):
    """joined() on a matrix."""
    n = len(names)
    d = d.astype(numpy.float64).copy()
    ids = list(names)
    edges, weights = [], {}

    def add(a, b, length):
        edges.append((a, b))
        weights[frozenset((a, b))] = max(float(length), 0.0)

    made = 0
    while n > 2:
        here = d[:n, :n]
        sums = here.sum(axis=1)
        q = (n - 2) * here - sums[:, None] - sums[None, :]
        numpy.fill_diagonal(q, numpy.inf)
        a, b = sorted(divmod(int(q.argmin()), n))
        to_a = d[a, b] / 2 + (sums[a] - sums[b]) / (2 * (n - 2))
        new = f"#{made}"
        made += 1
        add(new, ids[a], to_a)
        add(new, ids[b], d[a, b] - to_a)
        row = (d[a, :n] + d[b, :n] - d[a, b]) / 2
        d[a, :n] = d[:n, a] = row
        d[a, a] = 0
        ids[a] = new
        n -= 1
        d[b, :n + 1] = d[n, :n + 1]  # the last one in the place of b
        d[:n + 1, b] = d[:n + 1, n]
        d[b, b] = 0
        ids[b] = ids[n]
    add(ids[0], ids[1], d[0, 1])
    return at_middle(edges, weights, {w: w for w in names})


def spanning_many(names, d, root):
    at = names.index(root)
    near = numpy.full(len(names), at)
    least = d[at].astype(numpy.float64).copy()
    least[at] = numpy.inf
    done = numpy.zeros(len(names), dtype=bool)
    done[at] = True
    parent = {root: None}
    for _ in range(len(names) - 1):
        i = int(least.argmin())
        parent[names[i]] = names[near[i]]
        done[i] = True
        closer = (d[i] < least) & ~done
        near[closer] = i
        least[closer] = d[i][closer]
        least[i] = numpy.inf
    return Tree(parent, {w: w for w in names})


def by_time_many(names, d, order):
    at = {w: i for i, w in enumerate(names)}
    before = [at[order[0]]]
    parent = {order[0]: None}
    for w in order[1:]:
        parent[w] = names[before[int(d[at[w]][before].argmin())]]
        before.append(at[w])
    return Tree(parent, {w: w for w in names})


def plain_methods(articles):
    texts = {a["id"]: a["text"] for a in articles}
    many = len(texts) > MANY
    if many and numpy is None:
        return {}
    if not many:
        d = word_distances(texts)
    times = {a["id"]: a.get("date") or a.get("published") or "~" for a in articles}
    order = sorted(texts, key=lambda w: (times[w], w))
    has_times = any(t != "~" for t in times.values())
    longest = max(sorted(texts), key=lambda w: len(texts[w]))
    if many:
        names, d = bag_distances(texts)
        return {
            "neighbour joining": joined_many(names, d),
            "spanning tree": spanning_many(names, d, order[0] if has_times else longest),
            "time order": by_time_many(names, d, order),
        }
    return {
        "neighbour joining": joined(d),
        "spanning tree": spanning_tree(d, order[0] if has_times else longest),
        "time order": by_time(d, order),
    }


# Stemma ------------------------------------------------------------------------------------


def found_tree(program, options, articles, folder):
    inputs = []
    data = None
    if folder:
        inputs = [str(folder / f"{a['id']}.txt") for a in articles]
    else:
        data = "".join(json.dumps(a) + "\n" for a in articles).encode()
        inputs = ["-"]
    done = subprocess.run([program, "tree", "--quiet", *options, *inputs], input=data,
                          capture_output=True, check=False)
    if done.returncode not in (0, 3):
        sys.exit(f"{program} tree: {done.stderr.decode()}")
    out = json.loads(done.stdout)
    name = {a["id"]: Path(a["input"]).stem if folder else a["id"] for a in out["articles"]}
    nodes = {n["id"]: name[n["article"]] if n["article"] else None for n in out["family"]["nodes"]}
    return of_edges(nodes, out["family"]["edges"])


def read_families(folder):
    pile = {}
    if (folder / "articles.jsonl").exists():
        with open(folder / "articles.jsonl", encoding="utf-8") as lines:
            for line in lines:
                one = json.loads(line)
                pile[one["id"]] = one
    truths = folder / "trees.jsonl"
    truths = truths if truths.exists() else folder / "truth.jsonl"
    with open(truths, encoding="utf-8") as lines:
        for line in lines:
            truth = json.loads(line)
            nodes = {n["id"]: n["article"] for n in truth["nodes"]}
            names = sorted(w for w in nodes.values() if w)
            own = folder / truth["family"]
            if own.is_dir():
                articles = [{"id": w, "text": (own / f"{w}.txt").read_text("utf-8")}
                            for w in names]
            else:
                articles = [pile[w] for w in names]
                own = None
            if len(names) > 2:
                setting = (truth.get("witnesses", len(names)), truth.get("second_share", 0))
                yield setting, truth["family"], of_edges(nodes, truth["edges"]), articles, own


def one_family(args, family):
    setting, name, true, articles, folder = family
    if args.no_times:
        articles = [{k: v for k, v in a.items() if k not in ("date", "published")}
                    for a in articles]
    options = (["--plain"] if args.plain else []) + args.option
    trees = {"stemma": found_tree(args.stemma, options, articles, folder)}
    if not args.alone:
        trees.update(plain_methods(articles))
    rows = {method: measures(true, t) for method, t in trees.items()}
    found = trees["stemma"]
    return name, rows, support_bins(true, found), seconds(true, found), setting


def table(rows):
    methods = list(rows[0][1])
    keys = list(rows[0][1]["stemma"])
    lines = ["| method | " + " | ".join(keys) + " |", "|---" * (len(keys) + 1) + "|"]
    for m in methods:
        means = [sum(r[1][m][k] for r in rows) / len(rows) for k in keys]
        lines.append(f"| {m} | " + " | ".join(f"{x:.3f}" for x in means) + " |")
    return "\n".join(lines)


def calibration(rows):
    said = [x for r in rows for x in r[2]]
    lines = []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.99):
        high = {0.8: 0.9, 0.9: 0.99, 0.99: 2}.get(low, low + 0.2)
        here = [x for x in said if low <= x[0] < high]
        if here:
            lines.append(f"{sum(x[0] for x in here) / len(here):.2f} said, "
                         f"{sum(x[1] for x in here) / len(here):.2f} right, "
                         f"{sum(x[2] for x in here) / len(here):.2f} by half ({len(here)})")
    return "; ".join(lines)


def write_edges(path, rows):
    with open(path, "w", encoding="utf-8") as out:
        for name, _, said, _, setting in rows:
            for s, right, near, leaf in said:
                out.write(json.dumps({"family": name, "witnesses": setting[0], "said": s,
                                      "right": right, "near": near, "leaf": leaf}) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stemma", default="stemma")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--no-times", action="store_true")
    parser.add_argument("--settings", action="store_true",
                        help="a table for each number of witnesses and share of second sources")
    parser.add_argument("--alone", action="store_true", help="without the plain methods")
    parser.add_argument("--option", action="append", default=[], help="passed on to stemma tree")
    parser.add_argument("--most", type=int, help="families")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--rows", type=Path, help="each family's figures as JSON lines")
    parser.add_argument("--edges", type=Path, help="what each edge says, as JSON lines")
    args = parser.parse_args()
    families = list(read_families(args.folder))[: args.most]
    with ThreadPoolExecutor(args.jobs) as pool:
        rows = list(pool.map(lambda f: one_family(args, f), families))
    groups = {}
    for row in rows:
        groups.setdefault(row[4] if args.settings else "all", []).append(row)
    for setting, group in sorted(groups.items()):
        if args.settings:
            print(f"\n{setting[0]} witnesses, {setting[1]} with a second source")
        summary(group)
    if args.settings:
        print("\nall")
        summary(rows)
    if args.edges:
        write_edges(args.edges, rows)
    if args.rows:
        with open(args.rows, "w", encoding="utf-8") as out:
            for name, figures, _, second, _ in rows:
                out.write(json.dumps({"family": name, **figures, "second": second}) + "\n")


def summary(rows):
    print(f"{len(rows)} families")
    print(table(rows))
    n_true, n_said, n_right, n_exact = (sum(r[3][i] for r in rows) for i in range(4))
    print(f"second sources: {n_true}, found {n_said}, right {n_right}, from the right one {n_exact}"
          f" (recall {n_right / n_true if n_true else 1:.3f},"
          f" precision {n_right / n_said if n_said else 1:.3f})")
    print(f"support: {calibration(rows)}")


if __name__ == "__main__":
    main()
