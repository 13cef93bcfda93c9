// The rows of the variants table: each slot with its readings, who has them, and words around.

import { classOrder } from './classes';
import type { Corpus } from './corpus';
import type { Family, Slot } from './report';
import { searchable, wordsAround } from './text';

export interface VariantReading {
    text: string;
    articles: string[];
}

export interface Variant {
    family: Family;
    slot: Slot;
    /** Place of the slot in the collation, from 0. */
    order: number;
    /** Of a long cut: the cut as a whole, or what those that have the text differ in inside it. */
    part: 'whole' | 'inside' | null;
    readings: VariantReading[];
    before: string;
    after: string;
    search: string;
}

export type SortKey = 'order' | 'class' | 'readings' | 'minority';

export function variantsOf(corpus: Corpus, family: Family): Variant[] {
    const places = family.slots.map((s) => s.readings.reduce((n, r) => n + r.at.length, 0));
    const everyone = places.reduce((x, y) => Math.max(x, y), 0);
    return family.slots.map((slot, order) => {
        const lacks = slot.readings.some((r) => r.text === '');
        let part: Variant['part'] = null;
        if (slot.group !== null) part = places[order] === everyone && lacks ? 'whole' : 'inside';
        const readings = slot.readings
            .map((r) => ({ text: r.text, articles: [...new Set(r.at.map((p) => p.article))] }))
            .sort((x, y) => y.articles.length - x.articles.length);
        const around = context(corpus, slot);
        const words = [...readings.map((r) => r.text), around.before, around.after, slot.class];
        return {
            family,
            slot,
            order,
            part,
            readings,
            ...around,
            search: searchable(words.join(' ')),
        };
    });
}

/** Words around the slot in the first witness that has text there (else where it is missing). */
function context(corpus: Corpus, slot: Slot): { before: string; after: string } {
    const at = slot.readings.flatMap((r) => r.at);
    const place = at.find((p) => p.end > p.start) ?? at[0];
    if (!place) return { before: '', after: '' };
    const text = corpus.text(place.article);
    return wordsAround(text.text, text.span(place), 6);
}

/** How many witnesses do not have the commonest reading. */
export function minority(v: Variant): number {
    if (v.part === 'whole') {
        const lack = v.readings.find((r) => r.text === '')?.articles.length ?? 0;
        return Math.min(lack, v.readings.reduce((n, r) => n + r.articles.length, 0) - lack);
    }
    return v.readings.slice(1).reduce((n, r) => n + r.articles.length, 0);
}

export function sortVariants(all: readonly Variant[], key: SortKey, down: boolean): Variant[] {
    const value = (v: Variant): number => {
        if (key === 'class') return classOrder(v.slot.class);
        if (key === 'readings') return v.readings.length;
        if (key === 'minority') return minority(v);
        return 0;
    };
    const sign = down ? -1 : 1;
    // Families stay together, in the order they came in; inside one, as the text runs.
    const families = new Map([...new Set(all.map((v) => v.family))].map((f, i) => [f, i]));
    const natural = (v: Variant) => (families.get(v.family) ?? 0) * 1e7 + v.order;
    if (key === 'order') return [...all].sort((x, y) => sign * (natural(x) - natural(y)));
    return [...all].sort((x, y) => sign * (value(x) - value(y)) || natural(x) - natural(y));
}

/** Two witnesses that differ in the slot: one with each of the two commonest readings. */
export function pairFor(v: Variant): [string, string] | null {
    let [first, second] = v.readings.filter((r) => r.articles.length > 0);
    if (v.part === 'whole') {
        first = v.readings.find((r) => r.text !== '') ?? first;
        second = v.readings.find((r) => r.text === '') ?? second;
    }
    const a = first?.articles[0];
    const b = second?.articles[0];
    return a && b ? [a, b] : null;
}

/** The readings to show: of a whole cut, who has the text and who lacks it. */
export function shownReadings(v: Variant): VariantReading[] {
    if (v.part !== 'whole') return v.readings;
    const has = v.readings.filter((r) => r.text !== '');
    const lack = v.readings.filter((r) => r.text === '');
    const text = has[0]?.text ?? '';
    const together = { text, articles: has.flatMap((r) => r.articles) };
    return [together, ...lack].sort((x, y) => y.articles.length - x.articles.length);
}
