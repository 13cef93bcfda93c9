// The counts of the first line: how many articles, outlets and independent reports.

import type { Corpus } from './corpus';

export interface Counts {
    articles: number;
    outlets: number;
    outletNotEstablished: number;
    families: number;
    singles: number;
    independent: number;
}

export function plural(n: number, one: string, many = `${one}s`): string {
    return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

export function count(corpus: Corpus): Counts {
    const articles = corpus.report.articles;
    const outlets = new Set(
        articles.flatMap((a) => (a.outlet ? [a.outlet.toLocaleLowerCase()] : [])),
    );
    const singles = corpus.singles().length;
    const families = corpus.report.families.length;
    return {
        articles: articles.length,
        outlets: outlets.size,
        outletNotEstablished: articles.filter((a) => !a.outlet).length,
        families,
        singles,
        independent: families + singles,
    };
}

export function firstLine(c: Counts): string {
    return [
        plural(c.articles, 'article'),
        plural(c.outlets, 'outlet'),
        plural(c.independent, 'independent report'),
    ].join(', ');
}

/** What the first line leaves open, said at once. */
export function firstLineNote(c: Counts): string {
    const parts: string[] = [];
    const kinds = [
        c.families > 0 ? plural(c.families, 'family of copies', 'families of copies') : '',
        c.singles > 0 ? `${plural(c.singles, 'article')} without copies` : '',
    ].filter(Boolean);
    if (kinds.length > 0) parts.push(`${kinds.join(' and ')}.`);
    if (c.outletNotEstablished > 0) {
        parts.push(`Outlet not established for ${plural(c.outletNotEstablished, 'article')}.`);
    }
    return parts.join(' ');
}

/** A share from 0 to 1 (or already a percentage) in whole per cent. */
export function percent(x: number | null): string {
    if (x === null) return 'not established';
    return `${Math.round(x > 1 ? x : x * 100)} %`;
}
