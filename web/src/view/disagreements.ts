// Disagreements, both sides beside each other; later values that replace earlier ones apart.

import type { Corpus } from '../model/corpus';
import type { Disagreement } from '../model/report';
import { el, quoted, tag, freshId } from '../page/dom';
import { PagedList } from '../page/list';
import { link, point, type View } from '../page/app';
import { claimBody } from './who';

const KINDS: Record<string, string> = {
    figures: 'figures differ',
    denial: 'one denies',
    polarity: 'yes against no',
    holder: 'who holds it',
    date: 'dates differ',
    update: 'update',
};

interface Entry {
    d: Disagreement;
    index: number;
}

function side(corpus: Corpus, id: string, label: string): HTMLElement {
    const claim = corpus.claims.get(id);
    if (!claim)
        return el('div', { class: 'side' }, el('p', {}, `Claim ${id} is not in the report.`));
    const head = el(
        'h4',
        {},
        label && el('span', { class: 'quiet' }, `${label} `),
        el('a', { href: link('who', id) }, quoted(claim.label || id)),
    );
    return el('div', { class: 'side' }, head, ...claimBody(corpus, claim, true));
}

function card(corpus: Corpus, { d }: Entry): HTMLElement {
    const update = d.kind === 'update';
    const id = freshId('dispute');
    return el(
        'article',
        {
            class: `card dispute${update ? ' update' : ''}`,
            id,
            'data-item': '',
            'aria-labelledby': `${id}-head`,
        },
        el(
            'h3',
            { id: `${id}-head` },
            tag(KINDS[d.kind] ?? d.kind, `kind ${d.kind}`),
            ' ',
            quoted(d.about || 'what it is about is not stated'),
        ),
        el('p', {}, d.why || 'No reason is stated.'),
        el(
            'div',
            { class: 'sides' },
            ...d.claims.map((c, i) =>
                side(corpus, c, update ? (i === 0 ? 'Earlier:' : 'Later:') : ''),
            ),
        ),
    );
}

export function disagreementsView(corpus: Corpus): View {
    const all = corpus.report.disagreements.map((d, index) => ({ d, index }));
    const disputes = all.filter((e) => e.d.kind !== 'update');
    const updates = all.filter((e) => e.d.kind === 'update');
    return {
        id: 'disagreements',
        title: 'Disagreements',
        count: disputes.length,
        render(panel) {
            const make = (what: [string, string], empty: string) =>
                new PagedList<Entry>({
                    render: (e) => card(corpus, e),
                    key: (e) => String(e.index),
                    what,
                    empty,
                    size: 25,
                });
            const first = make(['disagreement', 'disagreements'], 'No disagreement was found.');
            panel.append(first.root);
            first.set(disputes);
            const second = make(['update', 'updates'], 'No updates.');
            if (updates.length > 0) {
                panel.append(
                    el('h3', { class: 'group' }, 'Updates'),
                    el(
                        'p',
                        { class: 'quiet' },
                        'A later value in place of an earlier one; not a disagreement.',
                    ),
                    second.root,
                );
                second.set(updates);
            }
            return ([index]) => {
                const node = first.reveal(index ?? '') ?? second.reveal(index ?? '');
                if (node) point(node);
            };
        },
    };
}
