// Two witnesses side by side, from the slots of their family.
//
//   slots ─► pairs (where each slot lies in A and in B) ─► the longest run that is in order in both
//         ─► agreement between them, word by word ─► rows, one per paragraph
//
// Outside the slots the witnesses should agree. Where they do not, or where the order is broken,
// the text is shown as it stands and marked: nothing passes silently for agreement.

import type { Place, Slot, Span } from './report';
import { type CodePoints, fold, paragraphBreak } from './text';

export type PieceKind = 'same' | 'slot' | 'uncollated';

export interface Piece {
    kind: PieceKind;
    text: string;
    /** Index into the slots, or -1. */
    slot: number;
    /** Further slots that read as one with it: a long cut is one cut. */
    more: number[];
}

export interface Cell {
    pieces: Piece[];
    /** The cell goes on with a paragraph that began in a row above. */
    continues: boolean;
}

export interface Row {
    a: Cell;
    b: Cell;
}

type Side = 'a' | 'b';

interface Pair {
    slot: number;
    more: number[];
    a: Span;
    b: Span;
    differs: boolean;
}

const NONE: number[] = [];

interface Lone extends Span {
    slot: number;
}

interface Token {
    text: string;
    folded: string;
    breakBefore: boolean;
    kind: PieceKind;
    slot: number;
    more: number[];
}

function locate(slot: Slot, article: string): { reading: number; at: Place } | null {
    for (let r = 0; r < slot.readings.length; r++) {
        const at = slot.readings[r]?.at.find((p) => p.article === article);
        if (at) return { reading: r, at };
    }
    return null;
}

/** True where the two witnesses have different readings in the slot, or only one has the slot. */
export function slotDiffers(slot: Slot, a: string, b: string): boolean {
    const inA = locate(slot, a);
    const inB = locate(slot, b);
    if (!inA || !inB) return inA !== inB;
    return inA.reading !== inB.reading;
}

/**
 * The slots that say something of these two witnesses. Of a long cut the report has the whole and
 * what those that have the text differ in: the whole speaks where one of the two lacks the text, the
 * differences inside it where both have it.
 */
export function slotsBetween(slots: readonly Slot[], a: string, b: string): number[] {
    const places = slots.map((s) => s.readings.reduce((n, r) => n + r.at.length, 0));
    const everyone = places.reduce((x, y) => Math.max(x, y), 0);
    const cuts = new Map<number, Place[]>();
    const use: number[] = [];
    slots.forEach((slot, s) => {
        if (slot.group === null) return use.push(s);
        const inA = locate(slot, a)?.at;
        const inB = locate(slot, b)?.at;
        if (places[s] === everyone && inA && inB) {
            const has = [inA, inB].filter((at) => at.end > at.start);
            if (has.length !== 1) return;
            cuts.set(slot.group, [...(cuts.get(slot.group) ?? []), ...has]);
            return use.push(s);
        }
        const inside = (at: Place | undefined) =>
            at !== undefined &&
            (cuts.get(slot.group ?? 0) ?? []).some(
                (c) => c.article === at.article && c.start <= at.start && at.end <= c.end,
            );
        return inA && inB && !inside(inA) && !inside(inB) && use.push(s);
    });
    return use;
}

/** The slots in which the two witnesses differ. */
export function differences(slots: readonly Slot[], a: string, b: string): number[] {
    return slotsBetween(slots, a, b).filter((s) => {
        const slot = slots[s];
        return slot !== undefined && slotDiffers(slot, a, b);
    });
}

/** The longest run of pairs whose places are in order, and apart, in both witnesses. */
function inOrder(pairs: Pair[]): Pair[] {
    const sorted = [...pairs].sort(
        (x, y) =>
            x.a.start - y.a.start ||
            x.a.end - y.a.end ||
            x.b.start - y.b.start ||
            x.b.end - y.b.end ||
            x.slot - y.slot,
    );
    const tails: number[] = [];
    const before = new Int32Array(sorted.length).fill(-1);
    sorted.forEach((pair, i) => {
        let low = 0;
        let high = tails.length;
        while (low < high) {
            const mid = (low + high) >> 1;
            const tail = sorted[tails[mid] ?? 0];
            if (tail && tail.b.end <= pair.b.start) low = mid + 1;
            else high = mid;
        }
        before[i] = low > 0 ? (tails[low - 1] ?? -1) : -1;
        tails[low] = i;
    });
    const chain: Pair[] = [];
    for (let i = tails[tails.length - 1] ?? -1; i >= 0; i = before[i] ?? -1) {
        const pair = sorted[i];
        if (pair) chain.push(pair);
    }
    chain.reverse();
    let a = 0;
    let b = 0;
    return chain.filter((p) => {
        if (p.a.start < a || p.b.start < b) return false;
        a = p.a.end;
        b = p.b.end;
        return true;
    });
}

/** Words with the white space before them; a sign that stands alone goes with the word before it. */
function tokens(
    text: string,
    breaks: RegExp,
    kind: PieceKind,
    slot: number,
    more: number[] = NONE,
): Token[] {
    const out: Token[] = [];
    addTokens(out, text, breaks, kind, slot, more);
    return out;
}

function addTokens(
    out: Token[],
    text: string,
    breaks: RegExp,
    kind: PieceKind,
    slot: number,
    more: number[] = NONE,
): void {
    const begin = out.length;
    for (const m of text.matchAll(/(\s*)(\S+)|\s+$/gu)) {
        const space = m[2] === undefined ? m[0] : (m[1] ?? '');
        const word = m[2] ?? '';
        const breakBefore = breaks.test(space);
        const folded = fold(word);
        const last = out.length > begin ? out[out.length - 1] : undefined;
        const shown = (breakBefore ? '' : space) + word;
        if (folded === '' && !breakBefore && last) last.text += shown;
        else out.push({ text: shown, folded, breakBefore, kind, slot, more });
    }
}

/** Collects pieces into rows; a new row begins where either witness begins a paragraph. */
class Rows {
    readonly rows: Row[] = [];
    private pending = true;
    /** Cells that have words; asking their text would be quadratic in a paragraph. */
    private readonly started = new WeakSet<Cell>();
    private readonly fresh: Record<Side, boolean> = { a: true, b: true };

    private cell(side: Side): Cell {
        let row = this.rows[this.rows.length - 1];
        if (!row || this.pending) {
            row = { a: { pieces: [], continues: false }, b: { pieces: [], continues: false } };
            this.rows.push(row);
            this.pending = false;
        }
        return row[side];
    }

    /** Notes paragraph ends before any of the text is placed, so that both sides move together. */
    private announce(token: Token | undefined, side: Side): void {
        if (!token?.breakBefore) return;
        this.pending = true;
        this.fresh[side] = true;
    }

    private place(token: Token | undefined, side: Side): void {
        if (!token) return;
        const blank = token.text.trim() === '';
        if (blank && token.slot < 0 && this.pending) return;
        const cell = this.cell(side);
        if (!blank) {
            if (!this.started.has(cell)) cell.continues = !this.fresh[side];
            this.started.add(cell);
            this.fresh[side] = false;
        }
        const last = cell.pieces[cell.pieces.length - 1];
        if (last && last.kind === token.kind && last.slot === token.slot) last.text += token.text;
        else {
            const { kind, text, slot, more } = token;
            cell.pieces.push({ kind, text, slot, more });
        }
    }

    push(a: Token | undefined, b: Token | undefined): void {
        this.announce(a, 'a');
        this.announce(b, 'b');
        this.place(a, 'a');
        this.place(b, 'b');
    }

    /** Texts that differ: paragraph beside paragraph, an empty piece where one side has nothing. */
    pushApart(a: Token[], b: Token[], kind: PieceKind, slot: number, more = NONE): void {
        const inA = byParagraph(a);
        const inB = byParagraph(b);
        const empty: Token = { text: '', folded: '', breakBefore: false, kind, slot, more };
        for (let i = 0; i < Math.max(inA.length, inB.length, 1); i++) {
            const partA = inA[i] ?? [];
            const partB = inB[i] ?? [];
            this.announce(partA[0], 'a');
            this.announce(partB[0], 'b');
            // One sign for nothing is enough, however many paragraphs stand beside it.
            const sign = i === 0 ? [empty] : [];
            for (const t of partA.length ? partA : sign) this.place(t, 'a');
            for (const t of partB.length ? partB : sign) this.place(t, 'b');
        }
    }
}

function byParagraph(all: Token[]): Token[][] {
    const out: Token[][] = [];
    for (const t of all) {
        const last = out[out.length - 1];
        if (!last || (t.breakBefore && last.some((x) => x.text.trim() !== ''))) out.push([t]);
        else last.push(t);
    }
    return out;
}

interface Witness {
    text: string;
    breaks: RegExp;
    lone: Lone[];
}

/** Adds the words of a stretch outside the chain; slots in it out of order keep their mark. */
function addGap(out: Token[], w: Witness, gap: Span): void {
    let at = gap.start;
    for (const lone of w.lone) {
        // Of one that reaches into the slots beside the gap, what lies in the gap.
        const start = Math.max(lone.start, at);
        const end = Math.min(lone.end, gap.end);
        if (start >= end) continue;
        addTokens(out, w.text.slice(at, start), w.breaks, 'same', -1);
        addTokens(out, w.text.slice(start, end), w.breaks, 'slot', lone.slot);
        at = end;
    }
    addTokens(out, w.text.slice(at, gap.end), w.breaks, 'same', -1);
}

/** Places a stretch outside the chain: together where the words agree, else marked apart. */
function pushGap(rows: Rows, a: Token[], b: Token[]): void {
    const letters = (all: Token[]) => all.map((t) => (t.kind === 'same' ? t.folded : '')).join('');
    if (letters(a) !== letters(b)) {
        const mark = (t: Token): Token => (t.kind === 'same' ? { ...t, kind: 'uncollated' } : t);
        rows.pushApart(a.map(mark), b.map(mark), 'uncollated', -1);
        return;
    }
    // Two hands move along the letters both have, so that "north-east" meets "north east".
    let i = 0;
    let j = 0;
    let doneA = 0;
    let doneB = 0;
    while (i < a.length || j < b.length) {
        const ta = a[i];
        const tb = b[j];
        if (ta && ta.kind === 'slot') rows.push(a[i++], undefined);
        else if (tb && tb.kind === 'slot') rows.push(undefined, b[j++]);
        else if (ta && tb && doneA === doneB && Boolean(ta.folded) === Boolean(tb.folded)) {
            rows.push(ta, tb);
            doneA += ta.folded.length;
            doneB += tb.folded.length;
            i++;
            j++;
        } else if (ta && (!tb || doneA < doneB || (doneA === doneB && ta.folded === ''))) {
            rows.push(ta, undefined);
            doneA += ta.folded.length;
            i++;
        } else {
            rows.push(undefined, tb);
            doneB += tb?.folded.length ?? 0;
            j++;
        }
    }
}

export interface Named {
    id: string;
    text: CodePoints;
}

/** The rows of two witnesses of one family. */
export function sideBySide(slots: readonly Slot[], a: Named, b: Named): Row[] {
    const pairs: Pair[] = [];
    const lone: Record<Side, Lone[]> = { a: [], b: [] };
    for (const s of slotsBetween(slots, a.id, b.id)) {
        const slot = slots[s];
        const inA = slot && locate(slot, a.id);
        const inB = slot && locate(slot, b.id);
        if (inA && inB) {
            const pair = { slot: s, more: NONE, a: a.text.span(inA.at), b: b.text.span(inB.at) };
            pairs.push({ ...pair, differs: inA.reading !== inB.reading });
        } else if (inA) lone.a.push({ slot: s, ...a.text.span(inA.at) });
        else if (inB) lone.b.push({ slot: s, ...b.text.span(inB.at) });
    }
    const chain = inOrder(pairs);
    const chained = new Set(chain);
    for (const pair of pairs) {
        if (chained.has(pair)) continue;
        lone.a.push({ slot: pair.slot, ...pair.a });
        lone.b.push({ slot: pair.slot, ...pair.b });
    }
    for (const side of ['a', 'b'] as const) {
        lone[side] = lone[side].filter((l) => l.end > l.start);
        lone[side].sort((x, y) => x.start - y.start || x.end - y.end);
    }
    const wa: Witness = { text: a.text.text, breaks: paragraphBreak(a.text.text), lone: lone.a };
    const wb: Witness = { text: b.text.text, breaks: paragraphBreak(b.text.text), lone: lone.b };
    const classes = (s: number) => slots[s]?.class ?? '';
    return rowsOf(asOneCut(chain, classes, wa.text, wb.text), wa, wb);
}

/** Cuts of one class that follow one another with nothing between, on the same side, are one. */
function asOneCut(chain: Pair[], classOf: (s: number) => string, a: string, b: string): Pair[] {
    const blank = (text: string, from: number, to: number) => text.slice(from, to).trim() === '';
    const lacks = (p: Pair): Side | null => {
        if (!p.differs) return null;
        const noA = p.a.end === p.a.start || blank(a, p.a.start, p.a.end);
        const noB = p.b.end === p.b.start || blank(b, p.b.start, p.b.end);
        return noA === noB ? null : noA ? 'a' : 'b';
    };
    const out: Pair[] = [];
    for (const pair of chain) {
        const last = out[out.length - 1];
        const side = lacks(pair);
        const one =
            last &&
            side !== null &&
            lacks(last) === side &&
            classOf(last.slot) === classOf(pair.slot) &&
            blank(a, last.a.end, pair.a.start) &&
            blank(b, last.b.end, pair.b.start);
        if (!one) {
            out.push(pair);
            continue;
        }
        last.a = { start: last.a.start, end: pair.a.end };
        last.b = { start: last.b.start, end: pair.b.end };
        if (last.more === NONE) last.more = [];
        last.more.push(pair.slot);
    }
    return out;
}

function rowsOf(chain: Pair[], a: Witness, b: Witness): Row[] {
    const rows = new Rows();
    const end = { start: a.text.length, end: a.text.length };
    const endB = { start: b.text.length, end: b.text.length };
    let atA = 0;
    let atB = 0;
    // Agreement may run through several slots in which both have the same reading: keep it together.
    let gapA: Token[] = [];
    let gapB: Token[] = [];
    for (const pair of [...chain, { slot: -1, more: NONE, a: end, b: endB, differs: true }]) {
        addGap(gapA, a, { start: atA, end: pair.a.start });
        addGap(gapB, b, { start: atB, end: pair.b.start });
        if (pair.differs || pair.slot < 0) {
            pushGap(rows, gapA, gapB);
            gapA = [];
            gapB = [];
        }
        const inA = a.text.slice(pair.a.start, pair.a.end);
        const inB = b.text.slice(pair.b.start, pair.b.end);
        if (pair.slot >= 0) {
            if (pair.differs) {
                const ta = tokens(inA, a.breaks, 'slot', pair.slot, pair.more);
                const tb = tokens(inB, b.breaks, 'slot', pair.slot, pair.more);
                rows.pushApart(ta, tb, 'slot', pair.slot, pair.more);
            } else {
                // One reading: agreement, even where the two are not the same to the letter.
                pushGap(rows, gapA, gapB);
                gapA = [];
                gapB = [];
                const ta = tokens(inA, a.breaks, 'same', -1);
                const tb = tokens(inB, b.breaks, 'same', -1);
                for (let i = 0; i < Math.max(ta.length, tb.length); i++) rows.push(ta[i], tb[i]);
            }
        }
        atA = pair.a.end;
        atB = pair.b.end;
    }
    return rows.rows;
}
