import { describe, expect, it } from 'vitest';
import { Corpus, shortInput } from '../src/model/corpus';
import { count, firstLine, firstLineNote, percent } from '../src/model/counts';
import { gatherDisputes } from '../src/model/disputes';
import { type Family, readReport } from '../src/model/report';
import {
    asList,
    CodePoints,
    markSpans,
    matches,
    outsideQuotes,
    paragraphs,
    searchable,
    sentenceAround,
    sentenceBefore,
    shorten,
    splitAtNames,
    wordsAround,
} from '../src/model/text';
import { byInstant, dateWords, instant } from '../src/model/time';
import { buildStemma, layoutStemma } from '../src/model/tree';
import { minority, pairFor, sortVariants, variantsOf } from '../src/model/variants';
import { numbers, sample, sampleJson } from './helpers';

const empty = new Corpus(readReport({}));

describe('reading', () => {
    it('takes anything for a report without failing', () => {
        for (const x of [
            null,
            1,
            'x',
            [],
            {},
            { articles: null, families: [null, 3] },
            { articles: [{}] },
        ]) {
            expect(() => new Corpus(readReport(x))).not.toThrow();
        }
    });

    it('survives null in place of any one part of the sample', () => {
        for (const key of Object.keys(sampleJson())) {
            const json = { ...sampleJson(), [key]: null };
            const corpus = new Corpus(readReport(json));
            expect(firstLine(count(corpus))).toMatch(
                / articles?, .* outlets?, .* independent reports?$/,
            );
        }
    });
});

describe('first line', () => {
    it('counts families and single articles as independent reports', () => {
        const c = count(sample());
        expect(firstLine(c)).toBe('8 articles, 7 outlets, 4 independent reports');
        expect(firstLineNote(c)).toContain('Outlet not established for 1 article.');
    });

    it('has its singulars and its nought', () => {
        const one = new Corpus(
            readReport({ articles: [{ id: 'x', outlet: 'The Daily Invented', text: 'A.' }] }),
        );
        expect(firstLine(count(one))).toBe('1 article, 1 outlet, 1 independent report');
        expect(firstLine(count(empty))).toBe('0 articles, 0 outlets, 0 independent reports');
    });

    it('writes shares as whole per cent', () => {
        expect(percent(0.553)).toBe('55 %');
        expect(percent(1)).toBe('100 %');
        expect(percent(null)).toBe('not established');
    });
});

describe('labels', () => {
    it('tells articles of one outlet apart', () => {
        const articles = ['a', 'b'].map((id) => ({
            id,
            outlet: 'The Daily Invented',
            input: `pile/${id}.txt`,
        }));
        const corpus = new Corpus(readReport({ articles }));
        expect(corpus.label('a')).toBe('The Daily Invented (a)');
        expect(corpus.label('b')).toBe('The Daily Invented (b)');
    });

    it('tells articles apart that share outlet and input', () => {
        const articles = ['a', 'b'].map((id) => ({ id, outlet: null, input: 'pile.jsonl' }));
        const corpus = new Corpus(readReport({ articles }));
        expect(corpus.label('a')).not.toBe(corpus.label('b'));
    });

    it('makes a short name of a file, and keeps both its ends', () => {
        expect(shortInput('pile/003_e57.txt')).toBe('003_e57');
        expect(shortInput('pile/desk.jsonl:12')).toBe('desk:12');
        expect(shortInput('.txt')).toBe('.txt');
        const long = shortInput(`pile/${'a'.repeat(40)}${'b'.repeat(40)}.html`)!;
        expect([...long]).toHaveLength(30);
        expect(long).toMatch(/^a+…b+$/);
    });

    it('names the source, or the outlet’s own voice', () => {
        const corpus = sample();
        const by = (id: string) => corpus.source(corpus.statements.get(id)!);
        expect(by('took-courier')).toEqual({ text: 'provincial governor', own: false });
        expect(by('took-sextant')).toEqual({ text: 'officials', own: false });
        expect(by('rain')).toEqual({ text: 'The Quillon Post, own voice', own: true });
    });
});

describe('text', () => {
    it('maps code points to units', () => {
        const t = new CodePoints('a📷b𝔊c');
        expect(t.length).toBe(5);
        expect([0, 1, 2, 3, 4, 5, 9].map((i) => t.unit(i))).toEqual([0, 1, 3, 4, 6, 7, 7]);
        expect(t.slice({ start: 1, end: 4 })).toBe('📷b𝔊');
    });

    it('reads a list of reasons, and not the signs inside what it quotes', () => {
        expect(asList('All: one “a; b: c”; two.')).toEqual({
            head: 'All',
            items: ['one “a; b: c”', 'two.'],
        });
        expect(asList('Nothing to see “a: b; c”.')).toBeNull();
        expect(outsideQuotes('x “y “z”” w')).toEqual(['x ', '“y “z””', ' w']);
    });

    it('finds names as whole words, the longest first', () => {
        const names: [string, string][] = [
            ['a.txt (b)', '2'],
            ['a.txt', '1'],
        ];
        const found = (text: string) => splitAtNames(text, names).map((p) => [p.text, p.id]);
        expect(found('a.txt (b)')[0]).toEqual(['a.txt (b)', '2']);
        expect(found('xa.txt, a.txt')).toEqual([
            ['xa.txt, ', null],
            ['a.txt', '1'],
        ]);
    });

    it('finds the sentence before', () => {
        const text = 'One. He said so.\n\nThey denied it.';
        expect(sentenceBefore(text, text.indexOf('They'))).toBe('He said so.');
        expect(sentenceBefore(text, 0)).toBe('');
    });

    it('finds the sentence, and more than one where the span needs it', () => {
        const text = 'One is here. Two is there, he said. Three.\nFour.';
        const at = (words: string) => ({
            start: text.indexOf(words),
            end: text.indexOf(words) + words.length,
        });
        const cut = (words: string) => {
            const s = sentenceAround(text, at(words));
            return text.slice(s.start, s.end);
        };
        expect(cut('there')).toBe('Two is there, he said.');
        expect(cut('here. Two')).toBe('One is here. Two is there, he said.');
        expect(cut('Four')).toBe('Four.');
        expect(cut('One')).toBe('One is here.');
    });

    it('cuts at every edge of overlapping spans', () => {
        const parts = markSpans('abcdef', { start: 0, end: 6 }, [
            { start: 1, end: 4, role: 'x' },
            { start: 3, end: 5, role: 'y' },
        ]);
        expect(parts).toEqual([
            { text: 'a', roles: [] },
            { text: 'bc', roles: ['x'] },
            { text: 'd', roles: ['x', 'y'] },
            { text: 'e', roles: ['y'] },
            { text: 'f', roles: [] },
        ]);
    });

    it('gives some words around, and says what is left out', () => {
        const text = 'one two three four five six';
        expect(wordsAround(text, { start: 8, end: 13 }, 1)).toEqual({
            before: '… two ',
            after: ' four …',
        });
        expect(wordsAround(text, { start: 0, end: 3 }, 9)).toEqual({
            before: '',
            after: ' two three four five six',
        });
    });

    it('shortens only what is very long, never inside a character', () => {
        expect(shorten('abc', 3)).toBe('abc');
        expect(shorten('abcdefgh', 4)).toBe('ab [… 4 characters not shown …] gh');
        const long = shorten('📷'.repeat(5), 5);
        expect(!/[\ud800-\udbff](?![\udc00-\udfff])/.test(long)).toBe(true);
        expect(long.startsWith('📷 [… ')).toBe(true);
    });

    it('keeps wrapped lines in one paragraph', () => {
        expect(paragraphs('a\nb\n\nc')).toEqual(['a\nb', 'c']);
        expect(paragraphs('a\nb')).toEqual(['a', 'b']);
    });

    it('searches without case and accents, words in any order', () => {
        expect(matches(searchable('Ébène Mill, Tarn'), 'tarn EBENE')).toBe(true);
        expect(matches(searchable('Mill'), 'mill bridge')).toBe(false);
    });
});

describe('time', () => {
    it('reads partial dates and zones', () => {
        expect(instant('2031')).toBe(Date.UTC(2031, 0, 1));
        expect(instant('2031-05-03T10:00+02:00')).toBe(Date.UTC(2031, 4, 3, 8));
        expect(instant('soon')).toBeNull();
        expect(byInstant('2031', null)).toBeLessThan(0);
        expect(byInstant(null, null)).toBe(0);
    });

    it('writes dates as precisely as they are known', () => {
        expect(dateWords('2031')).toBe('2031');
        expect(dateWords('2031-05')).toBe('May 2031');
        expect(dateWords('2031-05-03')).toBe('3 May 2031');
        expect(dateWords('2031-05-03T18:40:00Z')).toBe('3 May 2031, 18:40 UTC');
        expect(dateWords(null)).toBe('not established');
        expect(dateWords('next week')).toBe('next week');
    });
});

function family(nodes: string[], edges: [string, string, string?][]): Family {
    return readReport({
        families: [
            {
                id: 'f',
                witnesses: nodes,
                origin: { article: null, agency: null, why: '' },
                nodes: nodes.map((id) => ({
                    id,
                    article: id === 'lost' ? null : id,
                    generation: 0,
                })),
                edges: edges.map(([from, to, kind]) => ({
                    from,
                    to,
                    kind: kind ?? 'main',
                    support: 0.5,
                    why: [],
                })),
            },
        ],
    }).families[0]!;
}

describe('stemma', () => {
    it('hangs every witness of the sample below the lost origin', () => {
        const f = sample().families.get('f1')!;
        const s = buildStemma(f);
        expect(s.roots.map((n) => n.node.id)).toEqual(['n0']);
        expect(s.roots[0]!.isOrigin).toBe(true);
        expect(s.seconds).toHaveLength(1);
        expect([...s.beside].map(([n, t]) => [n.node.id, t.node.id])).toEqual([['n6', 'n5']]);
    });

    it('draws rings and double parents as second sources, and loses no edge', () => {
        const s = buildStemma(
            family(
                ['a', 'b', 'c'],
                [
                    ['a', 'b'],
                    ['b', 'a'],
                    ['c', 'b'],
                    ['b', 'c'],
                ],
            ),
        );
        const mains = [...s.byId.values()].filter((n) => n.edge).length;
        expect(mains + s.seconds.length).toBe(4);
        expect(s.roots.length).toBeGreaterThan(0);
    });

    it('places every node, with none on another, whatever the width', () => {
        const many = Array.from({ length: 200 }, (_, i) => `w${i}`);
        const f = family(
            ['lost', ...many],
            many.map((w, i): [string, string] => [i % 7 ? many[i - 1]! : 'lost', w]),
        );
        const s = buildStemma(f);
        for (const width of [320, 900, 100_000]) {
            const layout = layoutStemma(s, width);
            expect(layout.at.size).toBe(201);
            const spots = new Set([...layout.at.values()].map((p) => `${p.x},${p.y}`));
            expect(spots.size).toBe(201);
            for (const p of layout.at.values()) {
                expect(p.x).toBeGreaterThanOrEqual(0);
                expect(p.x).toBeLessThanOrEqual(layout.width);
                expect(p.y).toBeLessThanOrEqual(layout.height);
            }
            const origin = layout.at.get(s.roots[0]!)!;
            for (const [n, p] of layout.at)
                if (n !== s.roots[0]) expect(p.y).toBeGreaterThan(origin.y);
        }
        expect(layoutStemma(s, 320).kind).toBe('indented');
        expect(layoutStemma(s, 100_000).kind).toBe('tidy');
    });

    it('makes do without nodes and edges', () => {
        const f = { ...family(['a', 'b'], []), nodes: [] };
        expect(buildStemma(f).roots).toHaveLength(2);
    });
});

describe('disagreements', () => {
    const report = (pairs: [string, string][]) =>
        new Corpus(
            readReport({
                disagreements: pairs.map((claims) => ({ claims, about: 'Renn', kind: 'denial' })),
            }),
        );
    const sides = (pairs: [string, string][]) =>
        gatherDisputes(report(pairs)).map((d) => [d.left.join(), d.right.join(), d.indexes.join()]);

    it('gathers those that share a claim around it', () => {
        expect(
            sides([
                ['a', 'x'],
                ['b', 'x'],
                ['x', 'c'],
            ]),
        ).toEqual([['a,b,c', 'x', '0,1,2']]);
    });

    it('sets no two claims against each other that the report does not', () => {
        for (let seed = 1; seed < 300; seed++) {
            const pick = numbers(seed);
            const all = 'abcdef';
            const pairs = new Set<string>();
            for (let i = 0; i < 8; i++) {
                const [x, y] = [all[pick(6)]!, all[pick(6)]!];
                if (x !== y && !pairs.has(y + x)) pairs.add(x + y);
            }
            const given = [...pairs].map((p): [string, string] => [p[0]!, p[1]!]);
            const shown = gatherDisputes(report(given)).flatMap((d) =>
                d.left.flatMap((l) => d.right.map((r) => [l, r].sort().join(''))),
            );
            expect(shown.sort(), `seed ${seed}`).toEqual(
                given.map((p) => [...p].sort().join('')).sort(),
            );
        }
    });
});

describe('variants', () => {
    const corpus = sample();
    const f1 = corpus.families.get('f1')!;
    const all = variantsOf(corpus, f1);

    it('has one row for each slot, commonest reading first', () => {
        expect(all).toHaveLength(f1.slots.length);
        const name = all.find((v) => v.readings.some((r) => r.text === 'Council of the North'))!;
        expect(name.readings[0]).toEqual({
            text: 'Northern Council',
            articles: ['courier', 'gazette', 'sextant'],
        });
        expect(minority(name)).toBe(1);
        expect(name.before.endsWith('of the ')).toBe(true);
        expect(name.after.startsWith(' took')).toBe(true);
        expect(pairFor(name)).toEqual(['courier', 'herald']);
    });

    it('sorts by class, number of readings and spread, both ways', () => {
        const classes = sortVariants(all, 'class', false).map((v) => v.slot.class);
        expect(classes[0]).toBe('name');
        expect(classes[classes.length - 1]).toBe('typographic');
        const down = sortVariants(all, 'readings', true).map((v) => v.readings.length);
        expect(down).toEqual([...down].sort((x, y) => y - x));
        expect(sortVariants(all, 'order', true)[0]!.order).toBe(all.length - 1);
    });
});
