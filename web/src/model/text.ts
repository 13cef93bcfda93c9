// Text as the report counts it (code points) and as the browser counts it (UTF-16 units).

import type { Span } from './report';

/** A text whose offsets are given in code points. */
export class CodePoints {
    readonly length: number;
    /** Unit offset of every code point and of the end; null where both counts agree. */
    private readonly units: Uint32Array | null;

    constructor(readonly text: string) {
        if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) {
            this.units = null;
            this.length = text.length;
            return;
        }
        const units = new Uint32Array(text.length + 1);
        let n = 0;
        for (let i = 0; i < text.length; n++) {
            units[n] = i;
            i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1;
        }
        units[n] = text.length;
        this.units = units.slice(0, n + 1);
        this.length = n;
    }

    /** The unit offset of code point `at`, kept inside the text. */
    unit(at: number): number {
        const inside = Math.min(Math.max(0, Math.trunc(at)), this.length);
        return this.units ? (this.units[inside] ?? this.text.length) : inside;
    }

    /** A span in code points as a span in units. */
    span(span: Span): Span {
        return { start: this.unit(span.start), end: this.unit(span.end) };
    }

    slice(span: Span): string {
        return this.text.slice(this.unit(span.start), this.unit(span.end));
    }
}

/**
 * A text short enough to lay out: of a very long one the beginning and the end, with a note of how
 * much is left out between. Browsers take minutes for a paragraph of 10 MB.
 */
export function shorten(text: string, limit = 6000): string {
    if (text.length <= limit) return text;
    let head = Math.floor(limit / 2);
    let tail = text.length - head;
    if (/[\ud800-\udbff]/.test(text.charAt(head - 1))) head--;
    if (/[\udc00-\udfff]/.test(text.charAt(tail))) tail++;
    const left = (tail - head).toLocaleString('en');
    return `${text.slice(0, head)} [… ${left} characters not shown …] ${text.slice(tail)}`;
}

/** Letters and digits alone, without case and accents: what two writings of one word share. */
export function fold(text: string): string {
    // Most words are plain: a 10 MB line has a million of them.
    if (/^[a-z0-9]*$/.test(text)) return text;
    return text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** For search boxes: without case and accents, words kept apart. */
export function searchable(text: string): string {
    return text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase();
}

/** All words of the query, in any order, somewhere in the text (already searchable). */
export function matches(haystack: string, query: string): boolean {
    return searchable(query)
        .split(/\s+/)
        .every((word) => haystack.includes(word));
}

/**
 * What separates paragraphs in this text: an empty line where it has any, else each line end.
 * (Text that is wrapped at a fixed width keeps its paragraphs in one piece.)
 */
export function paragraphBreak(text: string): RegExp {
    return /\n[^\S\n]*\n/.test(text) ? /\n[^\S\n]*\n/ : /\n/;
}

export function paragraphs(text: string): string[] {
    return text
        .split(new RegExp(paragraphBreak(text).source + '\\s*'))
        .filter((p) => p.trim() !== '');
}

const segmenter =
    typeof Intl !== 'undefined' && 'Segmenter' in Intl
        ? new Intl.Segmenter(undefined, { granularity: 'sentence' })
        : null;

/** How far around a span its paragraph is looked for; keeps a 10 MB line cheap. */
const REACH = 4000;

/** The sentence or sentences (in units) that hold the span, inside its paragraph. */
export function sentenceAround(text: string, span: Span): Span {
    const low = Math.max(0, span.start - REACH);
    const high = Math.min(text.length, span.end + REACH);
    let start = text.lastIndexOf('\n', Math.max(0, span.start - 1)) + 1;
    let end = text.indexOf('\n', Math.max(span.end, span.start));
    if (span.start === 0) start = 0;
    if (end < 0) end = text.length;
    start = Math.max(low, Math.min(start, span.start));
    end = Math.min(high, Math.max(end, span.end));
    if (segmenter) {
        let from = start;
        let to = end;
        for (const s of segmenter.segment(text.slice(start, end))) {
            const s0 = start + s.index;
            const s1 = s0 + s.segment.length;
            if (s1 <= span.start) from = s1;
            if (s0 < span.end) to = s1;
        }
        start = Math.min(from, span.start);
        end = Math.max(Math.min(to, end), span.end);
    }
    while (start < span.start && /\s/.test(text.charAt(start))) start++;
    while (end > span.end && /\s/.test(text.charAt(end - 1))) end--;
    return { start, end };
}

/** The sentence that ends before `at`; "" at the beginning of the text. */
export function sentenceBefore(text: string, at: number): string {
    let end = Math.min(at, text.length);
    const low = Math.max(0, end - REACH);
    while (end > low && /\s/.test(text.charAt(end - 1))) end--;
    if (end <= low) return '';
    const span = sentenceAround(text, { start: end - 1, end });
    return text.slice(span.start, end).trim();
}

export interface MarkedSpan extends Span {
    role: string;
}

export interface MarkedPart {
    text: string;
    roles: string[];
}

/** The window of the text, cut at every edge of a span, each part with the roles over it. */
export function markSpans(text: string, window: Span, spans: readonly MarkedSpan[]): MarkedPart[] {
    const edges = new Set([window.start, window.end]);
    for (const s of spans) {
        if (s.start > window.start && s.start < window.end) edges.add(s.start);
        if (s.end > window.start && s.end < window.end) edges.add(s.end);
    }
    const cuts = [...edges].sort((x, y) => x - y);
    const parts: MarkedPart[] = [];
    for (let i = 0; i + 1 < cuts.length; i++) {
        const start = cuts[i] ?? 0;
        const end = cuts[i + 1] ?? start;
        if (end <= start) continue;
        const roles = spans.filter((s) => s.start < end && s.end > start).map((s) => s.role);
        parts.push({ text: text.slice(start, end), roles: [...new Set(roles)] });
    }
    return parts;
}

/** The last `n` words before a span and the first `n` after it, with … where text is left out. */
export function wordsAround(
    text: string,
    span: Span,
    n: number,
): { before: string; after: string } {
    const head = text.slice(Math.max(0, span.start - n * 40), span.start);
    const tail = text.slice(span.end, span.end + n * 40);
    const before = new RegExp(`(?:\\S+\\s+){0,${n}}\\S*$`).exec(head)?.[0] ?? '';
    const after = new RegExp(`^\\S*(?:\\s+\\S+){0,${n}}`).exec(tail)?.[0] ?? '';
    const cutBefore = span.start - before.length > 0;
    const cutAfter = span.end + after.length < text.length;
    // A context may begin or end at its whitespace; what is shown keeps the space next to the span.
    return {
        before: (cutBefore ? '… ' : '') + before.replace(/\s+/g, ' ').replace(/^ /, ''),
        after: after.replace(/\s+/g, ' ') + (cutAfter ? ' …' : ''),
    };
}

/** The words of Stemma and the words it quotes (“…”), in turn: even parts are its own. */
export function outsideQuotes(text: string): string[] {
    const parts: string[] = [];
    let at = 0;
    for (const m of text.matchAll(/“[^“”]*(?:“[^“”]*”[^“”]*)*”/gu)) {
        parts.push(text.slice(at, m.index), m[0]);
        at = m.index + m[0].length;
    }
    parts.push(text.slice(at));
    return parts;
}

/** "All in all: this; that; the other." as its head and its items; null where it is no such list. */
export function asList(text: string): { head: string; items: string[] } | null {
    let head: string | null = null;
    const items: string[] = [''];
    outsideQuotes(text).forEach((part, i) => {
        let own = part;
        if (i % 2 === 0 && head === null) {
            const colon = own.indexOf(': ');
            if (colon >= 0) {
                head = items.splice(0, items.length, '').join('') + own.slice(0, colon);
                own = own.slice(colon + 2);
            }
        }
        const pieces = i % 2 === 0 && head !== null ? own.split('; ') : [own];
        items[items.length - 1] += pieces[0] ?? '';
        items.push(...pieces.slice(1));
    });
    return head !== null && items.length > 1 ? { head, items } : null;
}

/** The parts of some words that are one of the names, apart from the rest; names whole words. */
export function splitAtNames(
    text: string,
    names: readonly [name: string, id: string][],
): { text: string; id: string | null }[] {
    if (names.length === 0) return [{ text, id: null }];
    const ids = new Map(names);
    const escaped = names.map(([name]) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = new RegExp(
        `(?<![\\p{L}\\p{N}_])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_])`,
        'gu',
    );
    const out: { text: string; id: string | null }[] = [];
    let at = 0;
    for (const m of text.matchAll(pattern)) {
        if (m.index > at) out.push({ text: text.slice(at, m.index), id: null });
        out.push({ text: m[0], id: ids.get(m[0]) ?? null });
        at = m.index + m[0].length;
    }
    if (at < text.length) out.push({ text: text.slice(at), id: null });
    return out;
}
