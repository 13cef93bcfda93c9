// Families and single reports: what is independent of what.

import type { Corpus } from '../model/corpus';
import { percent, plural } from '../model/counts';
import type { Article, Family, Passage, Span } from '../model/report';
import { asList, CodePoints } from '../model/text';
import { byInstant, dateWords } from '../model/time';
import { el, fold, quoted, tag, freshId } from '../page/dom';
import { PagedList } from '../page/list';
import { link, point, type View } from '../page/app';
import { aboutFamily, articleLink, joined } from './shared';
import { stemmaFigure } from './stemma';

function storyTag(corpus: Corpus, id: string): HTMLElement | null {
    const story = corpus.storyOf.get(id);
    if (!story || corpus.report.stories.length < 2) return null;
    const at = corpus.report.stories.findIndex((s) => s.id === story);
    return tag(`Story ${at + 1}`);
}

function originLine(corpus: Corpus, family: Family): HTMLElement {
    const { article, agency, why } = family.origin;
    const inside = (words: string) =>
        aboutFamily(corpus, family, words).filter((c): c is Node | string => Boolean(c));
    const p = el('p', { class: 'origin' }, el('b', {}, 'Origin: '));
    if (article) p.append(articleLink(corpus, article), agency ? `, credited to ${agency}` : '');
    else
        p.append(
            agency
                ? `lost; the report of ${agency} is not in this pile`
                : 'lost; who wrote it is not established',
        );
    p.append('. ');
    const list = asList(why);
    if (!list) {
        if (why) p.append(el('span', { class: 'why' }, ...inside(why)));
        return p;
    }
    p.append(el('span', { class: 'why' }, ...inside(list.head), ':'));
    const items = list.items.map((item) => el('li', {}, ...inside(item.replace(/\.?$/, '.'))));
    return el('div', { class: 'origin' }, p, el('ul', { class: 'why' }, ...items));
}

function passageRow(corpus: Corpus, p: Passage): HTMLElement {
    return el(
        'tr',
        {},
        el(
            'td',
            { 'data-label': 'In' },
            ...joined([articleLink(corpus, p.a), articleLink(corpus, p.b)], ' and '),
        ),
        el('td', { 'data-label': 'Kind' }, p.kind),
        el('td', { 'data-label': 'Words', class: 'num' }, p.words.toLocaleString('en')),
        el(
            'td',
            { 'data-label': 'Same', class: 'num' },
            p.identity === null ? '' : percent(p.identity),
        ),
        el(
            'td',
            { 'data-label': 'Begins' },
            quoted(
                `${corpus
                    .text(p.a)
                    .slice({ start: p.aSpan.start, end: Math.min(p.aSpan.end, p.aSpan.start + 90) })
                    .replace(/\s+/g, ' ')} …`,
            ),
        ),
    );
}

/** On paper it stays shut: the articles themselves are printed further on. */
function passagesFold(corpus: Corpus, title: string, passages: Passage[]): HTMLElement | null {
    if (passages.length === 0) return null;
    return fold(
        `${title} (${passages.length.toLocaleString('en')})`,
        (inside) => {
            const body = el('tbody');
            el(
                'table',
                { class: 'cards' },
                el(
                    'thead',
                    {},
                    el(
                        'tr',
                        {},
                        ...['In', 'Kind', 'Words', 'Same', 'Begins'].map((h) =>
                            el('th', { scope: 'col' }, h),
                        ),
                    ),
                ),
                body,
            );
            const list = new PagedList<Passage>({
                render: (p) => passageRow(corpus, p),
                key: (p) => `${p.a} ${p.aSpan.start} ${p.b} ${p.bSpan.start}`,
                what: ['passage', 'passages'],
                empty: 'No passages.',
                size: 40,
                body,
            });
            inside.append(list.root);
            list.set(passages);
        },
        { className: 'repeat' },
    );
}

function habitsFold(corpus: Corpus, family: Family): HTMLElement | null {
    const inside = new Set(family.witnesses);
    const habits = corpus.report.habits.filter(
        (h) => h.text.length > 0 && h.articles.some((a) => inside.has(a)),
    );
    if (habits.length === 0) return null;
    return fold(`What its outlets usually do (${habits.length.toLocaleString('en')})`, (box) =>
        box.append(
            el(
                'dl',
                {},
                ...habits.flatMap((h) => [
                    el('dt', {}, h.outlet),
                    ...h.text.map((line) => el('dd', {}, line)),
                ]),
            ),
        ),
    );
}

function familyCard(corpus: Corpus, family: Family): HTMLElement {
    const id = freshId('family');
    const inside = new Set(family.witnesses);
    const passages = corpus.report.passages.filter((p) => inside.has(p.a) && inside.has(p.b));
    const { min, median } = family.overlap;
    const canCompare = family.witnesses.length > 1 && family.slots.length > 0;
    return el(
        'article',
        { class: 'card family', id, 'data-item': '', 'aria-labelledby': `${id}-head` },
        el(
            'header',
            {},
            el(
                'h3',
                { id: `${id}-head` },
                `${corpus.familyName(family.id)}: ${corpus.familyOrigin(family)}`,
            ),
            el(
                'p',
                { class: 'meta' },
                storyTag(corpus, family.id),
                el('span', {}, plural(family.witnesses.length, 'witness', 'witnesses')),
                (min !== null || median !== null) &&
                    el('span', {}, `overlap: smallest ${percent(min)}, median ${percent(median)}`),
            ),
        ),
        originLine(corpus, family),
        stemmaFigure(corpus, family),
        reconstructionFold(family),
        canCompare &&
            el(
                'p',
                { class: 'actions' },
                el('a', { href: link('compare', family.id) }, 'Witnesses side by side'),
                ' ',
                el(
                    'a',
                    { href: link('variants', family.id) },
                    `Variants (${family.slots.length.toLocaleString('en')})`,
                ),
            ),
        fold(`Witnesses (${family.witnesses.length.toLocaleString('en')})`, (box) =>
            box.append(
                el('ul', {}, ...family.witnesses.map((w) => el('li', {}, articleLink(corpus, w)))),
            ),
        ),
        habitsFold(corpus, family),
        passagesFold(corpus, 'Shared passages', passages),
    );
}

/** The text between places that are doubtful, and these, each in a mark of its own. */
function doubtfulText(text: string, doubtful: Span[]): (Node | string)[] {
    const points = new CodePoints(text);
    const parts: (Node | string)[] = [];
    let at = 0;
    for (const { start, end } of doubtful) {
        parts.push(points.slice({ start: at, end: start }));
        parts.push(
            el('mark', { class: 'doubt', title: 'doubtful' }, points.slice({ start, end })),
        );
        at = end;
    }
    parts.push(points.slice({ start: at, end: points.length }));
    return parts;
}

function reconstructionFold(family: Family): HTMLElement | null {
    const found = family.origin.reconstruction;
    if (!found) return null;
    return fold('What the lost original said: a reconstruction', (box) =>
        box.append(
            el(
                'p',
                { class: 'quiet' },
                'No document: put together from the copies. ',
                el('mark', { class: 'doubt' }, 'Marked'),
                ' is what another reading may have stood for.',
            ),
            el(
                'blockquote',
                { class: 'press reconstruction' },
                ...doubtfulText(found.text, found.doubtful),
            ),
        ),
    );
}

function singleRow(corpus: Corpus, a: Article): HTMLElement {
    return el(
        'li',
        { 'data-item': '' },
        articleLink(corpus, a.id),
        ' ',
        storyTag(corpus, a.id),
        el('span', { class: 'quiet' }, a.outlet ? '' : 'outlet not established '),
        a.headline !== '' && quoted(a.headline, 'div', 'press small'),
        el('div', { class: 'meta' }, el('span', {}, dateWords(a.published.value))),
    );
}

export function familiesView(corpus: Corpus): View {
    return {
        id: 'families',
        title: 'Families',
        count: corpus.report.families.length,
        render(panel) {
            const families = new PagedList<Family>({
                render: (f) => familyCard(corpus, f),
                key: (f) => f.id,
                what: ['family of copies', 'families of copies'],
                empty: 'No article here is a copy of another.',
                size: 8,
            });
            const body = el('ul', { class: 'singles' });
            const singles = new PagedList<Article>({
                render: (a) => singleRow(corpus, a),
                key: (a) => a.id,
                what: ['article', 'articles'],
                empty: 'Every article belongs to a family.',
                size: 40,
                body,
            });
            panel.append(families.root);
            families.set(corpus.report.families);
            const alone = corpus
                .singles()
                .sort((x, y) => byInstant(x.published.value, y.published.value));
            panel.append(
                el('h3', { class: 'group' }, 'Single reports'),
                el(
                    'p',
                    { class: 'quiet' },
                    'No copy of these was found in this pile; each counts as one independent report.',
                ),
                singles.root,
            );
            singles.set(alone);
            const others = corpus.report.passages.filter(
                (p) =>
                    corpus.familyOf.get(p.a) !== corpus.familyOf.get(p.b) ||
                    !corpus.familyOf.has(p.a),
            );
            panel.append(
                passagesFold(corpus, 'Text shared without being copies of one report', others) ??
                    '',
            );
            return ([id]) => {
                const node = families.reveal(id ?? '');
                if (node) point(node);
            };
        },
    };
}
