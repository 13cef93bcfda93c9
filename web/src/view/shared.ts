// What several sections show alike: links to articles, statements in their sentence, support.

import { link } from '../page/app';
import type { Corpus } from '../model/corpus';
import { percent, plural } from '../model/counts';
import type { Claim, Family, Figure, Statement } from '../model/report';
import {
    type MarkedSpan,
    markSpans,
    outsideQuotes,
    sentenceAround,
    sentenceBefore,
    shorten,
    splitAtNames,
} from '../model/text';
import { dateWords } from '../model/time';
import { button, type Child, el, quoted, tag } from '../page/dom';

export function articleLink(corpus: Corpus, id: string): HTMLElement {
    return el(
        'a',
        { href: link('articles', id), dir: 'auto', title: corpus.longLabel(id) },
        corpus.label(id),
    );
}

/** Words of Stemma about a family: its articles as links, what is quoted in the face of the press. */
export function aboutFamily(corpus: Corpus, family: Family, text: string): Child[] {
    const names = corpus.namesIn(family);
    return outsideQuotes(text).flatMap((part, i): Child[] => {
        if (i % 2 === 1) return [quoted(part)];
        return splitAtNames(part, names).map((p) => (p.id ? articleLink(corpus, p.id) : p.text));
    });
}

const QUOTE_SHOWN = 220;

/** A reading: of a long one the beginning and the end, the whole on demand. */
export function longQuote(text: string, className = 'press'): HTMLElement {
    if (text.length <= QUOTE_SHOWN) return quoted(text, 'span', className);
    const head = text.slice(0, 130).replace(/\s+\S*$/, '');
    const tail = text.slice(-60).replace(/^\S*\s+/, '');
    const words = plural(text.trim().split(/\s+/).length, 'word');
    const all = el('span', { class: className, dir: 'auto' }, `${head} … ${tail}`);
    const more = button(`all ${words}`, () => {
        all.textContent = shorten(text);
        more.remove();
    });
    more.className = 'whole';
    return el('span', {}, all, ' ', more);
}

/** Nodes with a sign between them. */
export function joined(nodes: Child[], between = ', '): Child[] {
    return nodes.flatMap((n, i) => (i > 0 ? [between, n] : [n]));
}

export function number(x: number): string {
    return x.toLocaleString('en');
}

function figureWords(corpus: Corpus, f: Figure): string {
    const what = f.entity ? corpus.entityLabel(f.entity) : f.of;
    const { low, high } = f;
    let range = 'figure not read';
    if (low !== null && high !== null)
        range = low === high ? number(low) : `${number(low)} to ${number(high)}`;
    else if (low !== null) range = `${number(low)} or more`;
    else if (high !== null) range = `${number(high)} or fewer`;
    const relation = /^(exact|equal|=|range|between|)$/i.test(f.relation) ? '' : ` (${f.relation})`;
    return [range + relation, what].filter(Boolean).join(' ');
}

const STANCE: Record<string, string> = {
    asserts: 'asserts',
    denies: 'denies',
    hedges: 'hedges',
    confirms: 'confirms',
};

const MARKS: Record<string, string> = { source: 'source', cue: 'cue', content: 'content' };

/** A statement inside its sentence, with its source, cue and content marked. */
export function statementSentence(corpus: Corpus, s: Statement): HTMLElement {
    const text = corpus.text(s.article);
    const spans: MarkedSpan[] = s.content.map((c) => ({ role: 'content', ...text.span(c) }));
    if (s.cue) spans.push({ role: 'cue', ...text.span(s.cue) });
    if (s.source) spans.push({ role: 'source', ...text.span(s.source.span) });
    const words = el('blockquote', { class: 'press', dir: 'auto' });
    if (spans.length > 0) {
        const whole = {
            start: Math.min(...spans.map((x) => x.start)),
            end: Math.max(...spans.map((x) => x.end)),
        };
        const window = sentenceAround(text.text, whole);
        // "The company denied it": what it denied stands in the sentence before.
        const said = s.content.map((c) => text.slice(c)).join(' ');
        if (s.stance === 'denies' && isBare(said)) {
            const before = sentenceBefore(text.text, window.start);
            if (before !== '') words.append(el('span', { class: 'before' }, shorten(before)), ' ');
        }
        for (const part of markSpans(text.text, window, spans)) {
            const roles = part.roles.filter((r) => MARKS[r]);
            words.append(
                roles.length > 0
                    ? el('span', { class: `m ${roles.join(' ')}` }, shorten(part.text))
                    : part.text,
            );
        }
    } else {
        words.append(el('em', {}, 'The place in the text is not given.'));
    }
    const article = corpus.articles.get(s.article);
    if (article?.language) words.lang = article.language;
    return words;
}

/** The same with its article, source, stance, time and places. */
export function statementBlock(corpus: Corpus, s: Statement): HTMLElement {
    const words = statementSentence(corpus, s);
    const source = corpus.source(s);
    const meta = el(
        'p',
        { class: 'meta' },
        articleLink(corpus, s.article),
        tag(source.own ? 'own voice' : source.text, source.own ? 'own' : 'source'),
        tag(STANCE[s.stance] ?? s.stance, `stance ${s.stance}`),
        s.quoted && tag('“ ” direct quote', 'direct'),
        s.time !== '' && el('span', {}, `about ${dateWords(s.time)}`),
        s.places.length > 0 &&
            el('span', {}, `at ${s.places.map((p) => corpus.entityLabel(p)).join(', ')}`),
    );
    for (const i of s.figures) {
        const f = corpus.report.figures[i];
        if (f) meta.append(' ', el('span', { class: 'figure' }, figureWords(corpus, f)));
    }
    return el('div', { class: 'statement' }, words, meta);
}

/** What the marks inside a sentence mean. */
export function statementLegend(): HTMLElement {
    return el(
        'p',
        { class: 'legend' },
        'In each sentence: ',
        el('span', { class: 'm source' }, 'who says it'),
        ', ',
        el('span', { class: 'm cue' }, 'the word that tells of saying'),
        ', ',
        el('span', { class: 'm content' }, 'what is said'),
        '.',
    );
}

/** What is claimed, without the word that only joins it to its sentence. */
export function claimLabel(claim: Claim): string {
    return claim.label.replace(/^that\s+(?=\S)/i, '');
}

/** True where the words alone do not say what is meant: "it", "the charge", "that". */
export function isBare(label: string): boolean {
    return (label.match(/[\p{L}\p{N}]+/gu) ?? []).length < 4;
}

/** "4 articles, 3 outlets, 1 independent origin"; outlets that are not known are not counted as none. */
export function supportLine(corpus: Corpus, claim: Claim): string {
    const s = claim.support;
    const unknown = s.lists.articles.some((a) => corpus.articles.get(a)?.outlet === null);
    let outlets = plural(s.outlets, unknown ? 'known outlet' : 'outlet');
    if (unknown && s.outlets === 0) outlets = 'outlet not established';
    return [plural(s.articles, 'article'), outlets, plural(s.origins, 'independent origin')].join(
        ', ',
    );
}

/** The lists behind the counts of a claim. */
export function supportLists(corpus: Corpus, claim: Claim): HTMLElement {
    const { lists } = claim.support;
    // On paper the statements that follow name the articles, so their list is left out.
    const row = (name: string, nodes: Child[], look: string | null = null) =>
        nodes.length > 0
            ? [el('dt', { class: look }, name), el('dd', { class: look }, ...joined(nodes))]
            : [];
    return el(
        'dl',
        {},
        ...row(
            'Articles',
            lists.articles.map((a) => articleLink(corpus, a)),
            'screen-only',
        ),
        ...row('Outlets', lists.outlets, 'screen-only'),
        ...row('Owners', lists.owners),
        ...row(
            'Independent origins',
            lists.origins.map((o) => corpus.originLabel(o)),
        ),
    );
}

export function seenOnlyThrough(corpus: Corpus, claim: Claim): HTMLElement | null {
    const through = claim.support.seenOnlyThrough;
    // Of a claim in one article that goes without saying.
    const only = claim.support.articles === 1 ? claim.support.lists.articles[0] : undefined;
    const itself = (name: string) => only && corpus.originLabel(name) === corpus.label(only);
    if (through.length === 0 || through.every(itself)) return null;
    const names = through.map((t) => corpus.originLabel(t)).join(', ');
    return el(
        'span',
        { class: 'warn' },
        el('span', { 'aria-hidden': 'true' }, '▲ '),
        `Seen only through ${names}.`,
    );
}

/** How well an edge is supported. */
export function strength(x: number | null): HTMLElement {
    if (x === null) return el('span', { class: 'quiet' }, 'support not established');
    return el('span', {}, `support ${percent(x)}`);
}

export function searchBox(label: string, change: (query: string) => void): HTMLElement {
    const input = el('input', {
        type: 'search',
        placeholder: label,
        'aria-label': label,
        autocomplete: 'off',
    });
    let timer = 0;
    input.addEventListener('input', () => {
        window.clearTimeout(timer);
        timer = window.setTimeout(() => change(input.value.trim()), 120);
    });
    return el('div', { class: 'search controls' }, input);
}

export function choice(
    label: string,
    options: readonly [value: string, text: string][],
    value: string,
    change: (value: string) => void,
): { root: HTMLElement; select: HTMLSelectElement } {
    const select = el('select', {});
    for (const [v, text] of options)
        select.append(el('option', { value: v, selected: v === value }, text));
    select.addEventListener('change', () => change(select.value));
    return { root: el('label', { class: 'choice' }, el('span', {}, label), select), select };
}

export function furnitureList(items: readonly { text: string; why: string }[]): HTMLElement {
    if (items.length === 0) return el('p', { class: 'quiet' }, 'Nothing was removed.');
    const rows = items.map((f) =>
        el(
            'li',
            {},
            quoted(f.text),
            ' ',
            el('span', { class: 'why' }, f.why || 'reason not stated'),
        ),
    );
    return el('ul', { class: 'furniture' }, ...rows);
}
