// Entities: all the names of each, how often, and why they were taken for one.

import type { Corpus } from '../model/corpus';
import { plural } from '../model/counts';
import type { Entity } from '../model/report';
import { matches, searchable } from '../model/text';
import { el, fold, tag, freshId } from '../page/dom';
import { PagedList } from '../page/list';
import { point, type View } from '../page/app';
import { articleLink, choice, joined, searchBox } from './shared';

function coordinates(e: Entity): HTMLElement | null {
    if (!e.place) return null;
    const { lat, lon, gazetteer, precision } = e.place;
    const side = (x: number, plus: string, minus: string) =>
        `${Math.abs(x).toFixed(3)}° ${x < 0 ? minus : plus}`;
    const words = [
        `${side(lat, 'N', 'S')}, ${side(lon, 'E', 'W')}`,
        precision,
        gazetteer && `gazetteer: ${gazetteer}`,
    ];
    return el('p', { class: 'meta' }, words.filter(Boolean).join('; '));
}

function card(corpus: Corpus, e: Entity): HTMLElement {
    const id = freshId('entity');
    const names = e.names.map((n) =>
        el(
            'li',
            {},
            el('span', { class: 'press', dir: 'auto' }, n.name),
            ' ',
            el('span', { class: 'n' }, `${n.count.toLocaleString('en')}×`),
            n.articles.length > 0 &&
                el(
                    'details',
                    { class: 'inline' },
                    el('summary', {}, plural(n.articles.length, 'article')),
                    el('span', {}, ...joined(n.articles.map((a) => articleLink(corpus, a)))),
                ),
        ),
    );
    const why = e.why.length > 0 && e.names.length > 1;
    return el(
        'article',
        { class: 'card entity', id, 'data-item': '', 'aria-labelledby': `${id}-head` },
        el('h3', { id: `${id}-head` }, el('span', { dir: 'auto' }, e.label), ' ', tag(e.kind)),
        coordinates(e),
        el('ul', { class: 'names' }, ...names),
        why &&
            fold(`Why these ${e.names.length} names are one`, (inside) =>
                inside.append(el('ul', {}, ...e.why.map((w) => el('li', { dir: 'auto' }, w)))),
            ),
    );
}

export function entitiesView(corpus: Corpus): View {
    const all = corpus.report.entities;
    return {
        id: 'entities',
        title: 'Entities',
        count: all.length,
        render(panel) {
            const list = new PagedList<Entity>({
                render: (e) => card(corpus, e),
                key: (e) => e.id,
                what: ['entity', 'entities'],
                empty: 'No entities were found.',
                size: 60,
            });
            list.root.classList.add('grid');
            const kinds = [...new Set(all.map((e) => e.kind))].sort();
            const texts = new Map(
                all.map((e) => [
                    e.id,
                    searchable([e.label, ...e.names.map((n) => n.name)].join(' ')),
                ]),
            );
            const total = (e: Entity) => e.names.reduce((n, name) => n + name.count, 0);
            let kind = '';
            let query = '';
            let order = 'count';
            const update = () => {
                const hits = all.filter(
                    (e) =>
                        (kind === '' || e.kind === kind) && matches(texts.get(e.id) ?? '', query),
                );
                const sorted = [...hits].sort((x, y) => {
                    if (order === 'names')
                        return y.names.length - x.names.length || total(y) - total(x);
                    if (order === 'label') return x.label.localeCompare(y.label, 'en');
                    return total(y) - total(x);
                });
                list.set(sorted, all.length);
            };
            const pick = choice(
                'Kind',
                [['', 'all'], ...kinds.map((k): [string, string] => [k, k])],
                kind,
                (v) => {
                    kind = v;
                    update();
                },
            );
            const sort = choice(
                'Order',
                [
                    ['count', 'most named first'],
                    ['names', 'most names first'],
                    ['label', 'by label'],
                ],
                order,
                (v) => {
                    order = v;
                    update();
                },
            );
            panel.append(
                searchBox('Search names', (q) => {
                    query = q;
                    update();
                }),
                el('div', { class: 'controls' }, pick.root, sort.root),
                list.root,
            );
            update();
            return ([id]) => {
                const node = list.reveal(id ?? '');
                if (node) point(node);
            };
        },
    };
}
