// The variants table: where the witnesses differ, what each has, and who.

import { editClass } from '../model/classes';
import type { Corpus } from '../model/corpus';
import { plural } from '../model/counts';
import { matches } from '../model/text';
import {
    minority,
    pairFor,
    shownReadings,
    sortVariants,
    type SortKey,
    type Variant,
    variantsOf,
} from '../model/variants';
import { el, fold } from '../page/dom';
import { PagedList } from '../page/list';
import { link, point, type View } from '../page/app';
import { chips, type ClassFilter, classMark } from './chips';
import { articleLink, choice, joined, longQuote, searchBox } from './shared';

const NAMES_SHOWN = 6;
const READINGS_SHOWN = 8;

function who(corpus: Corpus, articles: string[]): HTMLElement {
    const cell = el('span', { class: 'who' });
    const links = (ids: string[]) => joined(ids.map((a) => articleLink(corpus, a)));
    cell.append(...(links(articles.slice(0, NAMES_SHOWN)) as Node[]));
    const rest = articles.slice(NAMES_SHOWN);
    if (rest.length > 0) {
        const inside = el('span', {}, ...links(rest));
        cell.append(
            el(
                'details',
                { class: 'inline' },
                el('summary', {}, `and ${rest.length} more`),
                inside,
            ),
        );
    }
    return cell;
}

function readingsCell(readings: HTMLElement[]): HTMLElement {
    const rest = readings.slice(READINGS_SHOWN);
    const list = el('ul', { class: 'readings' }, ...readings.slice(0, READINGS_SHOWN));
    if (rest.length === 0) return list;
    return el(
        'div',
        {},
        list,
        fold(plural(rest.length, 'more reading'), (inside) =>
            inside.append(el('ul', { class: 'readings' }, ...rest)),
        ),
    );
}

function row(corpus: Corpus, v: Variant, withFamily: boolean): HTMLElement {
    const c = editClass(v.slot.class);
    const pair = pairFor(v);
    const top = v.readings.find((r) => r.text !== '') ?? v.readings[0];
    const shown =
        top && top.text !== ''
            ? longQuote(top.text, `press d c-${c.id}`)
            : el('span', { class: `d void c-${c.id}` }, '∅');
    const readings = shownReadings(v).map((r) =>
        el(
            'li',
            {},
            r.text === '' ? el('span', { class: 'nothing' }, 'nothing') : longQuote(r.text),
            ' ',
            el('span', { class: 'n' }, `${r.articles.length}×`),
            ' ',
            who(corpus, r.articles),
        ),
    );
    return el(
        'tr',
        { 'data-item': '' },
        el(
            'td',
            { 'data-label': 'Class', class: 'cls' },
            classMark(c),
            ` ${c.label}`,
            v.part === 'inside' && el('div', { class: 'quiet inner' }, 'in a longer cut'),
            withFamily && el('div', { class: 'quiet' }, corpus.familyName(v.family.id)),
        ),
        el('td', { 'data-label': 'Readings' }, readingsCell(readings)),
        el(
            'td',
            { 'data-label': 'Place' },
            el('span', { class: 'press small', dir: 'auto' }, v.before, shown, v.after),
        ),
        el(
            'td',
            { 'data-label': 'Deviating' },
            el(
                'span',
                { class: 'spread' },
                `${minority(v)} of ${v.readings.reduce((n, r) => n + r.articles.length, 0)} `,
            ),
            pair &&
                el(
                    'a',
                    {
                        href: link('compare', v.family.id, pair[0], pair[1], v.slot.id),
                        class: 'screen-only jump',
                    },
                    'side by side',
                ),
        ),
    );
}

export function variantsView(corpus: Corpus, filter: ClassFilter): View {
    const families = corpus.report.families.filter((f) => f.slots.length > 0);
    const total = families.reduce((n, f) => n + f.slots.length, 0);
    return {
        id: 'variants',
        title: 'Variants',
        count: total,
        render(panel) {
            if (total === 0) {
                panel.append(
                    el(
                        'p',
                        {},
                        'There are no variants: no two articles here are copies of one report.',
                    ),
                );
                return;
            }
            const cache = new Map<string, Variant[]>();
            const of = (id: string) => {
                const f = corpus.families.get(id);
                if (f && !cache.has(id)) cache.set(id, variantsOf(corpus, f));
                return cache.get(id) ?? [];
            };
            let family = families.length === 1 ? (families[0]?.id ?? '') : '';
            let query = '';
            let sort: SortKey = 'order';
            let down = false;
            const bar = el('div', { class: 'controls' });
            const hiddenNote = el('p', { class: 'quiet' });
            const body = el('tbody');
            const headCell = (key: SortKey | null, text: string) => {
                if (!key) return el('th', { scope: 'col' }, text);
                const b = el(
                    'button',
                    { type: 'button' },
                    text,
                    el('span', { class: 'arrow', 'aria-hidden': 'true' }),
                );
                b.addEventListener('click', () => {
                    down = sort === key ? !down : key === 'readings' || key === 'minority';
                    sort = key;
                    update();
                });
                return el('th', { scope: 'col', 'data-sort': key }, b);
            };
            const head = el(
                'tr',
                {},
                headCell('class', 'Class'),
                headCell('readings', 'Readings'),
                headCell('order', 'Place'),
                headCell('minority', 'Deviating'),
            );
            el('table', { class: 'variants cards' }, el('thead', {}, head), body);
            const list = new PagedList<Variant>({
                render: (v) => row(corpus, v, family === '' && families.length > 1),
                key: (v) => `${v.family.id} ${v.slot.id}`,
                what: ['variant', 'variants'],
                empty: 'No variants.',
                size: 60,
                body,
            });
            const update = () => {
                for (const th of head.querySelectorAll<HTMLElement>('[data-sort]')) {
                    const on = th.dataset['sort'] === sort;
                    if (on) th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
                    else th.removeAttribute('aria-sort');
                }
                const all = (family ? [family] : families.map((f) => f.id)).flatMap(of);
                const open = all.filter((v) => filter.shows(v.slot.class));
                const hits = query ? open.filter((v) => matches(v.search, query)) : open;
                const hidden = all.length - open.length;
                hiddenNote.textContent =
                    hidden > 0
                        ? `${plural(hidden, 'variant')} of classes that are switched off.`
                        : '';
                list.set(sortVariants(hits, sort, down), all.length);
            };
            const drawBar = () => {
                const counts = new Map<string, number>();
                for (const v of (family ? [family] : families.map((f) => f.id)).flatMap(of)) {
                    counts.set(v.slot.class, (counts.get(v.slot.class) ?? 0) + 1);
                }
                const pick = choice(
                    'Family',
                    [
                        ['', 'All families'],
                        ...families.map((f): [string, string] => [
                            f.id,
                            `${corpus.familyName(f.id)}: ${corpus.familyOrigin(f)}`,
                        ]),
                    ],
                    family,
                    (id) => {
                        family = id;
                        drawBar();
                        update();
                    },
                );
                bar.replaceChildren(families.length > 1 ? pick.root : '', chips(filter, counts));
            };
            drawBar();
            panel.append(
                searchBox('Search readings', (q) => {
                    query = q;
                    update();
                }),
                bar,
                hiddenNote,
                list.root,
            );
            filter.watch(update);
            update();
            return ([familyId, slotId]) => {
                if (!corpus.families.has(familyId ?? '')) return;
                if (families.length > 1) family = familyId ?? '';
                const slot = corpus.families.get(family)?.slots.find((s) => s.id === slotId);
                if (slot) filter.set(slot.class, true);
                drawBar();
                update();
                const node = slotId ? list.reveal(`${familyId} ${slotId}`) : null;
                if (node) point(node);
                else window.scrollTo(0, 0);
            };
        },
    };
}
