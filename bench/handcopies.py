#!/usr/bin/env python3
"""Write hand-copied traditions with known trees: what bench/trees.py --plain scores.

    bench/handcopies.py OUT [--families N] [--witnesses N] [--seed N]

A text of some 800 to 1,200 words in an invented language (words made of syllables, with endings,
sentences with marks) is copied by hand from hand to hand.  Every copyist has a rate of slips of
their own: a letter, a word that looks alike, an ending, a small word left out or put in, two words
turned round, a line skipped from one word to the same word further on, marks and capitals.  Some
places are easy to get wrong and go wrong alike; a slip that is no word is often mended by the next
hand.  Some copies are lost, some lost their end, some copyists had a second exemplar for a while.

OUT/FAMILY/WITNESS.txt are the texts, OUT/truth.jsonl has one line for each family:
{"family", "nodes": [{"id", "article" or null}], "edges": [{"from", "to", "kind"}]}.
"""

import argparse
import json
import random
from pathlib import Path

CONSONANTS = "b c d f g h l m n p r s t v br cr dr fr gr pr st tr pl cl fl ch qu ll ss nt mp".split()
VOWELS = "a e i o u ai ou eu é è au an en on in".split()
ENDINGS = "|s|e|es|er|ait|ent|é|ée|és|ant|ment|eux|ion".split("|")


def syllable(rng):
    return rng.choice(CONSONANTS) + rng.choice(VOWELS)


class Language:
    def __init__(self, rng):
        self.small = []
        while len(self.small) < 34:
            word = rng.choice(["", rng.choice("dlmnstpcq")]) + rng.choice(VOWELS)
            word += rng.choice(["", "", rng.choice("srtnl")])
            if word not in self.small:
                self.small.append(word)
        self.stems = ["".join(syllable(rng) for _ in range(rng.choice([1, 2, 2, 2, 3])))
                      + rng.choice(["", "", "l", "r", "t", "n"]) for _ in range(420)]
        self.weights = [1 / (i + 8) for i in range(len(self.stems))]
        self.lexicon = set(self.small)
        self.forms = {}
        for stem in self.stems:
            forms = {stem + e for e in rng.sample(ENDINGS, 4)}
            self.lexicon |= forms
            for form in forms:
                self.forms[form] = sorted(forms)

    def word(self, rng):
        if rng.random() < 0.45:
            return self.small[min(int(rng.expovariate(0.12)), len(self.small) - 1)]
        stem = rng.choices(range(len(self.stems)), self.weights)[0]
        stem = self.stems[stem]
        return rng.choice([f for f in sorted(self.forms) if f.startswith(stem)][:4])

    def text(self, rng, n_words):
        """A list of (word, mark behind it); capitals are made when it is written out."""
        words = []
        cache = [self.word(rng) for _ in range(600)]
        while len(words) < n_words:
            for i in range(rng.randint(6, 30)):
                words.append([rng.choice(cache), "," if rng.random() < 0.09 else "", False])
            words[-1][1] = rng.choice("....?!;:")
            words[-1][2] = rng.random() < 0.2  # paragraph end
        words[-1][1] = "."
        return words


def misspelled(rng, word):
    i = rng.randrange(len(word))
    kind = rng.random()
    if kind < 0.3 and len(word) > 2:
        return word[:i] + word[i + 1:]
    if kind < 0.55:
        return word[:i] + word[i] + word[i:]
    if kind < 0.8:
        swap = {"é": "e", "è": "e", "e": "é", "a": "e", "s": "", "t": "d", "i": "y", "m": "n",
                "n": "m", "u": "n", "c": "s"}
        return word[:i] + swap.get(word[i], rng.choice("aeistnr")) + word[i + 1:]
    return word + rng.choice(["s", "e", "t"])


def like(rng, language, word):
    """A word of the language that looks like it: another ending, or the same first letters."""
    forms = [f for f in language.forms.get(word, []) if f != word]
    if forms and rng.random() < 0.6:
        return rng.choice(forms)
    if word in language.small:
        return rng.choice(language.small)
    near = [w for w in sorted(language.lexicon) if w[:2] == word[:2] and w != word]
    return rng.choice(near) if near else rng.choice(language.small)


class Places:
    """How easily each word of the first text goes wrong, and how it goes wrong most often."""

    def __init__(self, rng, language, words, shape):
        self.ease = [rng.gammavariate(shape, 1 / shape) for _ in words]
        self.usual = [rng.random() for _ in words]
        self.seeds = [rng.random() for _ in words]


def change_word(rng, language, places, where, word):
    """What a slip makes of one word: a list of words."""
    if where is not None and rng.random() < places.usual[where] * 0.8:
        rng = random.Random(places.seeds[where])  # the slip that everybody makes here
    kind = rng.random()
    small = word in language.small
    if small:
        if kind < 0.35:
            return []
        if kind < 0.75:
            return [rng.choice(language.small)]
        if kind < 0.85:
            return [word, rng.choice(language.small)]
        return [misspelled(rng, word)]
    if kind < 0.45:
        return [misspelled(rng, word)]
    if kind < 0.8:
        return [like(rng, language, word)]
    if kind < 0.92:
        return []
    return [rng.choice(language.small), word]


def copy(rng, language, places, exemplar, rate, care):
    """exemplar: list of [word, mark, paragraph end, place]."""
    total = sum(places.ease) / len(places.ease)
    out = []
    i = 0
    while i < len(exemplar):
        word, mark, end, where = exemplar[i]
        ease = places.ease[where] / total if where is not None else 1.0
        i += 1
        if word not in language.lexicon and rng.random() < care:
            near = None
            if where is not None and rng.random() < 0.85:
                near = places.words[where]
            word = near or like(rng, language, word)
        if rng.random() < rate * ease:
            if rng.random() < 0.08 and i < len(exemplar):  # two words turned round
                other = exemplar[i]
                i += 1
                out.append([other[0], "", False, other[3]])
                out.append([word, other[1] or mark, other[2], where])
                continue
            if rng.random() < 0.04:  # from one word to the same word further on
                ahead = [k for k in range(i + 2, min(i + 40, len(exemplar)))
                         if exemplar[k][0] == word]
                if ahead:
                    i = ahead[0] + 1
                    out.append([word, exemplar[i - 1][1], end, where])
                    continue
            made = change_word(rng, language, places, where, word)
            if not made:
                if mark and out and not out[-1][1]:
                    out[-1][1] = mark
                continue
            for k, w in enumerate(made):
                last = k + 1 == len(made)
                out.append([w, mark if last else "", end and last,
                            where if w == word or len(made) == 1 else None])
            continue
        if rng.random() < rate * 0.35:  # marks
            mark = rng.choice(["", ",", mark, ".", ";"])
        out.append([word, mark, end, where])
    return out


def written(words):
    parts = []
    capital = True
    for word, mark, end, _ in words:
        parts.append((word[:1].upper() + word[1:] if capital else word) + mark
                     + ("\n\n" if end else " "))
        capital = mark in (".", "?", "!") and mark != ""
    return "".join(parts).strip() + "\n"


def tree(rng, n_copies):
    """parents[i] < i; few copies of one, some chains."""
    parents = [None]
    shape = rng.choice(["any", "chain", "star"])
    for i in range(1, n_copies):
        weights = []
        for k in range(i):
            children = parents[:i].count(k)
            weights.append({"any": 1 / (1 + 0.5 * children), "chain": 1 / (1 + 3 * children) ** 2,
                            "star": 1.0 + 0.3 * children}[shape])
        parents.append(rng.choices(range(i), weights)[0])
    return parents


def drop_dead_leaves(parents, kept):
    """Lost copies that nobody copied leave no trace."""
    alive = set(kept)
    for i in sorted(kept):
        while parents[i] is not None:
            i = parents[i]
            alive.add(i)
    return alive


def family(seed, n_witnesses):
    rng = random.Random(seed)
    language = Language(rng)
    words = language.text(rng, rng.randint(800, 1200))
    places = Places(rng, language, words, rng.choice([0.15, 0.3, 0.6]))
    places.words = [w[0] for w in words]
    lost = rng.choice([0.0, 0.1, 0.2, 0.35, 0.5])
    second_rate = rng.choice([0.0, 0.05, 0.15])
    n_copies = max(n_witnesses, round(n_witnesses / (1 - lost)))
    parents = tree(rng, n_copies)
    inner = [i for i in range(n_copies) if i in parents]
    rng.shuffle(inner)  # lost ones are among those that were copied, or nothing would show
    gone = set(inner[: n_copies - n_witnesses])
    while len(gone) < n_copies - n_witnesses:
        gone.add(rng.randrange(n_copies))
    kept = [i for i in range(n_copies) if i not in gone]
    base = rng.lognormvariate(-4.4, 0.7)  # slips per word
    care = rng.choice([0.2, 0.4, 0.6])
    texts = [[w + [i] for i, w in enumerate(words)]]
    seconds = []
    for i in range(1, n_copies):
        exemplar = texts[parents[i]]
        if i > 3 and rng.random() < second_rate:
            other = rng.randrange(i)
            if other != parents[i] and other in kept:
                share = rng.uniform(0.15, 0.4)
                a = rng.uniform(0, 1 - share)
                main, second = exemplar, texts[other]
                exemplar = (main[: int(a * len(main))]
                            + second[int(a * len(second)): int((a + share) * len(second))]
                            + main[int((a + share) * len(main)):])
                seconds.append((other, i))
        texts.append(copy(rng, language, places, exemplar,
                          base * rng.lognormvariate(0, 0.6), care))
    truncated = rng.random() < 0.25
    names = {}
    for k, i in enumerate(rng.sample(kept, len(kept))):
        names[i] = f"W{k + 1:02d}"
        if truncated and rng.random() < 0.15:
            texts[i] = texts[i][: int(len(texts[i]) * rng.uniform(0.5, 0.9))]
    alive = drop_dead_leaves(parents, kept)
    root = 0
    while root not in kept:
        children = [i for i in sorted(alive) if parents[i] == root]
        if len(children) != 1:
            break
        alive.discard(root)
        root = children[0]
    truth = {
        "family": f"h{seed}",
        "nodes": [{"id": f"n{i}", "article": names.get(i)} for i in sorted(alive)],
        "edges": [{"from": f"n{parents[i]}", "to": f"n{i}", "kind": "main"}
                  for i in sorted(alive) if i != root]
        + [{"from": f"n{a}", "to": f"n{b}", "kind": "second"} for a, b in seconds
           if a in alive and b in alive],
    }
    return truth, {names[i]: written(texts[i]) for i in kept}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--families", type=int, default=40)
    parser.add_argument("--witnesses", type=int, default=13)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with open(args.out / "truth.jsonl", "w", encoding="utf-8") as truths:
        for k in range(args.families):
            truth, texts = family(args.seed * 1000 + k, args.witnesses)
            folder = args.out / truth["family"]
            folder.mkdir(exist_ok=True)
            for name, text in texts.items():
                (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            truths.write(json.dumps(truth) + "\n")


if __name__ == "__main__":
    main()
