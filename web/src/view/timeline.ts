// Who held which place, from when, according to whom; and when the articles came out.

import { scaleUtc } from 'd3-scale';
import type { Corpus } from '../model/corpus';
import { plural } from '../model/counts';
import type { Article, Holding, PlaceTimeline } from '../model/report';
import { byInstant, dateWords, instant } from '../model/time';
import { el, fold, svg, tag, freshId } from '../page/dom';
import { PagedList } from '../page/list';
import { point, type View } from '../page/app';
import { articleLink, joined, statementBlock } from './shared';

const DAY = 86_400_000;

/** What the report calls a state, in the words of this page. */
const STATES: Record<string, string> = {
    taken: 'taken',
    held: 'held',
    left: 'left',
    entered: 'entered',
    closed: 'closed',
    open: 'open',
    opened: 'opened',
    reopened: 'reopened',
};

const stateWords = (h: Holding) => STATES[h.state] ?? (h.state || 'state not told');
const holderWords = (corpus: Corpus, h: Holding) =>
    h.holder ? corpus.entityLabel(h.holder) : 'holder not told';

function when(h: Holding): string {
    const from = h.from ? dateWords(h.from) : 'date not told';
    if (!h.to) return from;
    return `${from}, until ${dateWords(h.to)}`;
}

/** The names of those who say so, and behind them their sentences. */
function accounts(corpus: Corpus, ids: string[], none: string): HTMLElement {
    const statements = corpus.statementsOf(ids);
    if (statements.length === 0) return el('span', { class: 'quiet' }, none);
    const all = corpus.sources(statements);
    const sources = all.slice(0, 6).map((s) => tag(s.text, s.own ? 'own' : 'source'));
    return el(
        'div',
        {},
        ...joined(sources, ' '),
        all.length > 6 && ` and ${all.length - 6} more`,
        fold(
            plural(statements.length, 'statement'),
            (inside) => inside.append(...statements.map((s) => statementBlock(corpus, s))),
            { className: 'repeat' },
        ),
    );
}

/** As much of the instant as tells it from the tick beside it. */
function tickWords(t: Date, step: number): string {
    const iso = t.toISOString();
    if (step >= 300 * DAY) return iso.slice(0, 4);
    if (step >= 27 * DAY) return dateWords(iso.slice(0, 7));
    const day = dateWords(iso.slice(0, 10)).replace(/ \d{4}$/, '');
    const hour = iso.slice(11, 16);
    return step >= DAY || hour === '00:00' ? day : hour;
}

/** One bar a line, on one axis, of what has a date; with one date there is nothing to draw. */
function band(corpus: Corpus, all: Holding[]): SVGElement | null {
    const timeline = all.filter((h) => instant(h.from) !== null || instant(h.to) !== null);
    const known = timeline
        .flatMap((h) => [instant(h.from), instant(h.to)])
        .filter((t) => t !== null);
    if (new Set(known).size < 2) return null;
    const first = Math.min(...known);
    const last = Math.max(...known);
    const room = Math.max(DAY, (last - first) * 0.12);
    const width = 720;
    const x = scaleUtc([new Date(first - room), new Date(last + room)], [0, width]);
    const line = 40;
    const height = timeline.length * line + 26;
    const picture = svg('svg', {
        class: 'band',
        viewBox: `0 0 ${width} ${height}`,
        role: 'img',
        'aria-label': 'The same as the table, drawn on a time axis',
    });
    const ticks = x.ticks(4);
    const step = (ticks[1]?.getTime() ?? 0) - (ticks[0]?.getTime() ?? 0);
    for (const t of ticks) {
        const anchor = x(t) < 30 ? 'start' : x(t) > width - 30 ? 'end' : 'middle';
        picture.append(
            svg('line', { class: 'grid', x1: x(t), x2: x(t), y1: 0, y2: height - 20 }),
            svg(
                'text',
                { class: 'tick', x: x(t), y: height - 5, 'text-anchor': anchor },
                tickWords(t, step),
            ),
        );
    }
    timeline.forEach((h, i) => {
        const from = instant(h.from);
        const to = instant(h.to);
        const x0 = from === null ? 0 : x(from);
        const x1 = Math.max(x0 + 6, to === null ? width : x(to));
        const y = i * line + 20;
        const name = `${stateWords(h)}: ${holderWords(corpus, h)}`;
        const late = x0 > width * 0.6;
        picture.append(
            svg(
                'g',
                { class: `hold${h.disputedBy.length > 0 ? ' disputed' : ''}` },
                svg('rect', { x: x0, y, width: x1 - x0, height: 12 }),
                svg(
                    'text',
                    { x: late ? x1 - 2 : x0 + 2, y: y - 5, 'text-anchor': late ? 'end' : 'start' },
                    name + (h.disputedBy.length > 0 ? ' (disputed)' : ''),
                ),
            ),
        );
    });
    return picture;
}

function placeCard(corpus: Corpus, p: PlaceTimeline): HTMLElement {
    const id = freshId('place');
    const heads = ['When', 'State', 'Holder', 'According to', 'Disputed by'];
    const timeline = [...p.timeline].sort((x, y) => byInstant(x.from ?? x.to, y.from ?? y.to));
    const quiet = (words: string, known: boolean) =>
        el('span', { class: known ? null : 'quiet' }, words);
    const rows = timeline.map((h) =>
        el(
            'tr',
            {},
            el('td', { 'data-label': 'When' }, quiet(when(h), h.from !== null)),
            el('td', { 'data-label': 'State' }, el('b', {}, stateWords(h))),
            el(
                'td',
                { 'data-label': 'Holder', dir: 'auto' },
                quiet(holderWords(corpus, h), h.holder !== ''),
            ),
            el(
                'td',
                { 'data-label': 'According to' },
                accounts(corpus, h.accordingTo, 'source not told'),
            ),
            el(
                'td',
                { 'data-label': 'Disputed by' },
                accounts(corpus, h.disputedBy, 'nobody here'),
            ),
        ),
    );
    return el(
        'article',
        { class: 'card place', id, 'data-item': '', 'aria-labelledby': `${id}-head` },
        el('h3', { id: `${id}-head` }, corpus.entityLabel(p.entity)),
        el('div', { class: 'scroll' }, band(corpus, timeline)),
        el(
            'div',
            { class: 'scroll' },
            el(
                'table',
                { class: 'cards places' },
                el('thead', {}, el('tr', {}, ...heads.map((h) => el('th', { scope: 'col' }, h)))),
                el('tbody', {}, ...rows),
            ),
        ),
    );
}

function publishedRow(corpus: Corpus, a: Article): HTMLElement {
    const p = a.published;
    return el(
        'tr',
        { 'data-item': '' },
        el('td', { 'data-label': 'Published' }, dateWords(p.value)),
        el('td', { 'data-label': 'How' }, p.value ? tag(p.how || 'not stated how', p.how) : ''),
        el('td', { 'data-label': 'Article' }, articleLink(corpus, a.id)),
        el('td', { 'data-label': 'Evidence' }, p.evidence),
    );
}

export function timelineView(corpus: Corpus): View {
    return {
        id: 'timeline',
        title: 'Timeline',
        count: corpus.report.places.length,
        render(panel) {
            const places = new PagedList<PlaceTimeline>({
                render: (p) => placeCard(corpus, p),
                key: (p) => p.entity,
                what: ['place', 'places'],
                empty: 'No statement here says who held a place.',
                size: 12,
            });
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
                        ...['Published', 'How', 'Article', 'Evidence'].map((h) =>
                            el('th', { scope: 'col' }, h),
                        ),
                    ),
                ),
                body,
            );
            const dates = new PagedList<Article>({
                render: (a) => publishedRow(corpus, a),
                key: (a) => a.id,
                what: ['article', 'articles'],
                empty: 'No articles.',
                size: 50,
                body,
            });
            panel.append(
                el('h3', { class: 'group' }, 'What became of which place'),
                places.root,
                el('h3', { class: 'group' }, 'When the articles came out'),
                dates.root,
            );
            places.set(corpus.report.places);
            dates.set(
                [...corpus.report.articles].sort((x, y) =>
                    byInstant(x.published.value, y.published.value),
                ),
            );
            return ([id]) => {
                const node = places.reveal(id ?? '');
                if (node) point(node);
            };
        },
    };
}
