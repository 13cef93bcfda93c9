import { describe, expect, it } from 'vitest';
import type { Slot } from '../src/model/report';
import { type Cell, differences, type Row, sideBySide, slotDiffers } from '../src/model/segments';
import { CodePoints } from '../src/model/text';
import { numbers, sample } from './helpers';

interface Part {
    c: string;
    a: string;
    b: string;
}

/** Two texts and their slots from a collation: a string is agreement, a part is a slot. */
function weave(parts: (string | Part)[]): { a: CodePoints; b: CodePoints; slots: Slot[] } {
    let a = '';
    let b = '';
    const slots: Slot[] = [];
    const length = (s: string) => [...s].length;
    for (const part of parts) {
        if (typeof part === 'string') {
            a += part;
            b += part;
            continue;
        }
        const inA = { article: 'a', start: length(a), end: length(a + part.a) };
        const inB = { article: 'b', start: length(b), end: length(b + part.b) };
        a += part.a;
        b += part.b;
        const readings =
            part.a === part.b
                ? [{ text: part.a, at: [inA, inB] }]
                : [
                      { text: part.a, at: [inA] },
                      { text: part.b, at: [inB] },
                  ];
        slots.push({ id: `s${slots.length}`, class: part.c, group: null, readings });
    }
    return { a: new CodePoints(a), b: new CodePoints(b), slots };
}

function rowsOf(parts: (string | Part)[]): Row[] {
    const w = weave(parts);
    return sideBySide(w.slots, { id: 'a', text: w.a }, { id: 'b', text: w.b });
}

const words = (cells: Cell[]) =>
    cells
        .flatMap((c) => c.pieces.map((p) => p.text))
        .join(' ')
        .replace(/\s+/g, '');
const show = (cell: Cell) =>
    (cell.continues ? '…' : '') +
    cell.pieces.map((p) => (p.kind === 'same' ? p.text : `[${p.slot}:${p.text.trim()}]`)).join('');

describe('side by side', () => {
    it('marks what differs and nothing else', () => {
        const rows = rowsOf(['The ', { c: 'name', a: 'Guard', b: 'Army' }, ' left.']);
        expect(rows.map((r) => [show(r.a), show(r.b)])).toEqual([
            ['The [0:Guard] left.', 'The [0:Army] left.'],
        ]);
    });

    it('takes one reading for agreement', () => {
        const rows = rowsOf(['The ', { c: 'name', a: 'Guard', b: 'Guard' }, ' left.']);
        expect(rows).toHaveLength(1);
        expect(show(rows[0]!.a)).toBe('The Guard left.');
        expect(show(rows[0]!.b)).toBe('The Guard left.');
    });

    it('lays a cut paragraph beside nothing, and goes on aligned', () => {
        const rows = rowsOf(['One.', { c: 'cut', a: '\n\nTwo.\n\nThree.', b: '' }, '\n\nFour.']);
        expect(rows.map((r) => [show(r.a), show(r.b)])).toEqual([
            ['One.', 'One.'],
            ['[0:Two.]', '[0:]'],
            ['[0:Three.]', ''],
            ['Four.', 'Four.'],
        ]);
    });

    it('says that a paragraph goes on where only one witness breaks it', () => {
        const a = new CodePoints('One two.\n\nThree four.');
        const b = new CodePoints('One two. Three four.');
        const rows = sideBySide([], { id: 'a', text: a }, { id: 'b', text: b });
        expect(rows.map((r) => [show(r.a), show(r.b)])).toEqual([
            ['One two.', 'One two.'],
            ['Three four.', '… Three four.'],
        ]);
    });

    it('takes cuts that follow one another for one cut', () => {
        const rows = rowsOf([
            'One ',
            { c: 'cut', a: 'two ', b: '' },
            { c: 'cut', a: 'three ', b: '' },
            { c: 'addition', a: 'four ', b: '' },
            'five.',
        ]);
        expect(show(rows[0]!.a)).toBe('One [0:two three][2:four]five.');
        expect(rows[0]!.b.pieces.filter((p) => p.kind === 'slot')).toHaveLength(2);
        expect(rows[0]!.a.pieces[1]!.more).toEqual([1]);
    });

    /** A lacks nothing, B writes it otherwise, C lacks the stretch: whole slot, then its inside. */
    function longCut() {
        const texts = {
            a: 'The Guard said troops and allies were there. End.',
            b: 'The Guard said troops and allies, were there. End.',
            c: 'The Guard were there. End.',
        };
        const at = (id: 'a' | 'b' | 'c', start: number, end: number) => ({
            article: id,
            start,
            end,
        });
        const slots: Slot[] = [
            {
                id: 'whole',
                class: 'cut',
                group: 7,
                readings: [
                    { text: 'said troops and allies', at: [at('a', 10, 32)] },
                    { text: 'said troops and allies,', at: [at('b', 10, 33)] },
                    { text: '', at: [at('c', 10, 10)] },
                ],
            },
            {
                id: 'comma',
                class: 'typographic',
                group: 7,
                readings: [
                    { text: '', at: [at('a', 32, 32)] },
                    { text: ',', at: [at('b', 32, 33)] },
                ],
            },
        ];
        const pair = (x: 'a' | 'b' | 'c', y: 'a' | 'b' | 'c') =>
            sideBySide(
                slots,
                { id: x, text: new CodePoints(texts[x]) },
                { id: y, text: new CodePoints(texts[y]) },
            );
        return { slots, pair };
    }

    it('marks inside a long cut only what those differ in that have the text', () => {
        const { slots, pair } = longCut();
        const [row] = pair('a', 'b');
        expect(show(row!.a)).toBe('The Guard said troops and allies[1:] were there. End.');
        expect(show(row!.b)).toBe('The Guard said troops and allies[1:,] were there. End.');
        expect(differences(slots, 'a', 'b')).toEqual([1]);
    });

    it('marks a long cut as one, whatever differs inside it', () => {
        const { slots, pair } = longCut();
        for (const side of ['a', 'b'] as const) {
            const [row] = pair(side, 'c');
            expect(row!.a.pieces.filter((p) => p.kind !== 'same').map((p) => p.slot)).toEqual([0]);
            expect(show(row!.b)).toBe('The Guard [0:]were there. End.');
            expect(differences(slots, side, 'c')).toEqual([0]);
            expect(differences(slots, 'c', side)).toEqual([0]);
        }
    });

    it('counts code points, not UTF-16 units', () => {
        const rows = rowsOf(['📷📷 𝔊 at ', { c: 'name', a: 'Tarn 🜂', b: 'Tarnferry' }, ' now']);
        expect(show(rows[0]!.a)).toBe('📷📷 𝔊 at [0:Tarn 🜂] now');
        expect(show(rows[0]!.b)).toBe('📷📷 𝔊 at [0:Tarnferry] now');
    });

    it('does not take text for agreement that no slot explains', () => {
        const a = new CodePoints('Alpha beta gamma.');
        const b = new CodePoints('Alpha delta gamma.');
        const rows = sideBySide([], { id: 'a', text: a }, { id: 'b', text: b });
        expect(rows[0]!.a.pieces.every((p) => p.kind === 'uncollated')).toBe(true);
    });

    it('aligns agreement across punctuation, hyphens and case', () => {
        const a = new CodePoints('North-east of the mill — they said.');
        const b = new CodePoints('north east of the mill - they said');
        const rows = sideBySide([], { id: 'a', text: a }, { id: 'b', text: b });
        expect(
            rows.flatMap((r) => [...r.a.pieces, ...r.b.pieces]).every((p) => p.kind === 'same'),
        ).toBe(true);
    });

    it('marks moved text on both sides when it stands in another order', () => {
        const a = new CodePoints('First here. Second there.');
        const b = new CodePoints('Second there. First here.');
        const slots: Slot[] = [
            {
                id: 'm',
                class: 'moved',
                group: null,
                readings: [
                    {
                        text: 'First here.',
                        at: [
                            { article: 'a', start: 0, end: 11 },
                            { article: 'b', start: 14, end: 25 },
                        ],
                    },
                ],
            },
            {
                id: 'n',
                class: 'wording',
                group: null,
                readings: [
                    {
                        text: 'Second there.',
                        at: [
                            { article: 'a', start: 12, end: 25 },
                            { article: 'b', start: 0, end: 13 },
                        ],
                    },
                ],
            },
        ];
        const rows = sideBySide(slots, { id: 'a', text: a }, { id: 'b', text: b });
        const marked = (side: 'a' | 'b') =>
            rows.flatMap((r) => r[side].pieces).filter((p) => p.kind === 'slot');
        expect(marked('a').length).toBe(1);
        expect(marked('b').length).toBe(1);
        expect(marked('a')[0]!.slot).toBe(marked('b')[0]!.slot);
    });

    it('survives offsets beyond the text, overlaps and slots without a place', () => {
        const text = new CodePoints('One two three.');
        const slot = (start: number, end: number): Slot => ({
            id: 'x',
            class: 'name',
            group: null,
            readings: [
                { text: 'x', at: [{ article: 'a', start, end }] },
                { text: 'y', at: [{ article: 'b', start, end }] },
            ],
        });
        const slots = [
            slot(0, 99),
            slot(4, 7),
            slot(5, 20),
            { id: 'e', class: 'cut', group: null, readings: [] },
        ];
        const rows = sideBySide(slots, { id: 'a', text }, { id: 'b', text });
        expect(words(rows.map((r) => r.a))).toBe('Onetwothree.');
        expect(words(rows.map((r) => r.b))).toBe('Onetwothree.');
    });

    it('keeps every word of both witnesses, in order (2,000 random collations)', () => {
        const vocabulary = [
            'mill',
            'bridge',
            'the',
            'ferry,',
            '—',
            '“north”',
            '40',
            '📷',
            '\n\n',
            'road.\n\n',
            'Ell',
        ];
        for (let seed = 1; seed <= 2000; seed++) {
            const pick = numbers(seed);
            const some = () =>
                Array.from(
                    { length: pick(5) },
                    () => vocabulary[pick(vocabulary.length)] + ' ',
                ).join('');
            const parts = Array.from({ length: 1 + pick(8) }, () =>
                pick(2) ? some() : { c: 'wording', a: some(), b: some() },
            );
            const w = weave(parts);
            const rows = sideBySide(w.slots, { id: 'a', text: w.a }, { id: 'b', text: w.b });
            expect(words(rows.map((r) => r.a)), `seed ${seed}`).toBe(w.a.text.replace(/\s+/g, ''));
            expect(words(rows.map((r) => r.b)), `seed ${seed}`).toBe(w.b.text.replace(/\s+/g, ''));
            const loose = rows
                .flatMap((r) => [...r.a.pieces, ...r.b.pieces])
                .filter((p) => p.kind === 'uncollated');
            expect(loose, `seed ${seed}`).toEqual([]);
        }
    });

    it('shows in every pair of the sample the slots that differ and no others', () => {
        const corpus = sample();
        for (const family of corpus.report.families) {
            for (const a of family.witnesses) {
                for (const b of family.witnesses) {
                    if (a === b) continue;
                    const rows = sideBySide(
                        family.slots,
                        { id: a, text: corpus.text(a) },
                        { id: b, text: corpus.text(b) },
                    );
                    const pieces = rows.flatMap((r) => [...r.a.pieces, ...r.b.pieces]);
                    expect(pieces.filter((p) => p.kind === 'uncollated')).toEqual([]);
                    const shown = new Set(
                        pieces.filter((p) => p.kind === 'slot').map((p) => p.slot),
                    );
                    const differ = family.slots.flatMap((s, i) =>
                        slotDiffers(s, a, b) ? [i] : [],
                    );
                    expect([...shown].sort((x, y) => x - y)).toEqual(differ);
                }
            }
        }
    });

    it('takes a million words in one paragraph', () => {
        const text = new CodePoints('the mill 📷 and the “road” '.repeat(170_000));
        const rows = sideBySide([], { id: 'a', text }, { id: 'b', text });
        expect(rows).toHaveLength(1);
        expect(rows[0]!.a.pieces).toHaveLength(1);
    }, 20_000);

    it('is not quadratic in the number of slots', () => {
        const parts = Array.from({ length: 20_000 }, (_, i) => [
            `w${i} `,
            { c: 'wording', a: `a${i} `, b: `b${i} ` },
        ]).flat();
        const w = weaveFast(parts);
        const begin = performance.now();
        sideBySide(w.slots, { id: 'a', text: w.a }, { id: 'b', text: w.b });
        expect(performance.now() - begin).toBeLessThan(4000);
    });
});

function weaveFast(parts: (string | Part)[]): { a: CodePoints; b: CodePoints; slots: Slot[] } {
    const a: string[] = [];
    const b: string[] = [];
    let la = 0;
    let lb = 0;
    const slots: Slot[] = [];
    for (const part of parts) {
        const [x, y] = typeof part === 'string' ? [part, part] : [part.a, part.b];
        if (typeof part !== 'string') {
            const readings = [
                { text: x, at: [{ article: 'a', start: la, end: la + x.length }] },
                { text: y, at: [{ article: 'b', start: lb, end: lb + y.length }] },
            ];
            slots.push({ id: String(slots.length), class: part.c, group: null, readings });
        }
        a.push(x);
        b.push(y);
        la += x.length;
        lb += y.length;
    }
    return { a: new CodePoints(a.join('')), b: new CodePoints(b.join('')), slots };
}
