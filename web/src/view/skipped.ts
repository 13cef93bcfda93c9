// What was not read, and why.

import type { Corpus } from '../model/corpus';
import type { Skipped } from '../model/report';
import { el } from '../page/dom';
import { PagedList } from '../page/list';
import type { View } from '../page/app';

export function skippedView(corpus: Corpus): View {
    const all = corpus.report.skipped;
    return {
        id: 'skipped',
        title: 'Skipped',
        count: all.length,
        render(panel) {
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
                        ...['Input', 'Position', 'Reason'].map((h) =>
                            el('th', { scope: 'col' }, h),
                        ),
                    ),
                ),
                body,
            );
            const list = new PagedList<Skipped>({
                render: (s) =>
                    el(
                        'tr',
                        { 'data-item': '' },
                        el('td', { 'data-label': 'Input', class: 'input' }, s.input),
                        el('td', { 'data-label': 'Position' }, s.position),
                        el('td', { 'data-label': 'Reason' }, s.reason),
                    ),
                key: (s) => `${s.input} ${s.position}`,
                what: ['input was skipped', 'inputs were skipped'],
                empty: 'Nothing was skipped.',
                size: 100,
                body,
            });
            panel.append(list.root);
            list.set(all);
        },
    };
}
