// Who says what: claims, their sources and stance, and what stands behind them.

import type { Corpus } from '../model/corpus';
import { plural } from '../model/counts';
import type { Claim, Statement } from '../model/report';
import { matches, searchable } from '../model/text';
import { el, fold, quoted, tag, freshId } from '../page/dom';
import { PagedList } from '../page/list';
import { link, point, type View } from '../page/app';
import {
    choice,
    searchBox,
    seenOnlyThrough,
    statementBlock,
    statementLegend,
    supportFold,
} from './shared';

interface Entry {
    claim: Claim;
    /** Nobody but the outlets themselves stands for it. */
    own: boolean;
    search: string;
}

function entry(corpus: Corpus, claim: Claim): Entry {
    const statements = corpus.statementsOf(claim.statements);
    const own = statements.length > 0 && statements.every((s) => s.source === null);
    const words = [
        claim.label,
        ...corpus.sources(statements).map((s) => s.text),
        ...statements.flatMap((s) => [
            corpus.label(s.article),
            ...s.content.map((c) => corpus.text(s.article).slice(c)),
        ]),
    ];
    return { claim, own, search: searchable(words.join(' ')) };
}

export function sourceTags(corpus: Corpus, claim: Claim): HTMLElement {
    const statements = corpus.statementsOf(claim.statements);
    const sources = corpus.sources(statements);
    const named = sources.filter((s) => !s.own);
    const own = sources.length - named.length;
    const line = el('p', { class: 'sources' });
    for (const s of named.slice(0, 6)) line.append(tag(s.text, 'source'), ' ');
    if (named.length > 6)
        line.append(el('span', { class: 'quiet' }, `and ${named.length - 6} more `));
    if (own > 0)
        line.append(
            tag(own === 1 ? 'outlet’s own voice' : `own voice of ${own} outlets`, 'own'),
            ' ',
        );
    const stances = new Map<string, number>();
    for (const s of statements) stances.set(s.stance, (stances.get(s.stance) ?? 0) + 1);
    for (const [stance, n] of stances) {
        const mixed = stances.size > 1 ? ` ${n}×` : '';
        line.append(tag(`${stance}${mixed}`, `stance ${stance}`), ' ');
    }
    const direct = statements.filter((s) => s.quoted).length;
    if (direct > 0) line.append(tag(`“ ” ${plural(direct, 'direct quote')}`, 'direct'));
    return line;
}

/** `repeat`: the claim stands in full elsewhere, so on paper its folds stay shut. */
export function claimBody(corpus: Corpus, claim: Claim, repeat = false): HTMLElement[] {
    const statements = corpus.statementsOf(claim.statements);
    return [
        sourceTags(corpus, claim),
        supportFold(corpus, claim, repeat),
        seenOnlyThrough(corpus, claim) ?? el('span'),
        fold(
            plural(statements.length, 'statement'),
            (inside) => {
                const list = new PagedList<Statement>({
                    render: (s) => statementBlock(corpus, s),
                    key: (s) => s.id,
                    what: ['statement', 'statements'],
                    empty: 'The statements are not listed.',
                    size: 20,
                });
                inside.append(list.root);
                list.set(statements);
            },
            { className: repeat ? 'statements repeat' : 'statements' },
        ),
    ];
}

function claimCard(corpus: Corpus, claim: Claim): HTMLElement {
    const id = freshId('claim');
    const disputes = corpus.report.disagreements.flatMap((d, i) =>
        d.claims.includes(claim.id) ? [{ d, i }] : [],
    );
    return el(
        'article',
        { class: 'card claim', id, 'data-item': '', 'aria-labelledby': `${id}-head` },
        quotedHead(claim, `${id}-head`),
        ...claimBody(corpus, claim),
        disputes.length > 0 &&
            el(
                'p',
                { class: 'actions' },
                ...disputes.map(({ d, i }) =>
                    el(
                        'a',
                        { href: link('disagreements', String(i)) },
                        d.kind === 'update'
                            ? 'See the update'
                            : `Disagreement: ${d.about || d.kind}`,
                    ),
                ),
            ),
    );
}

function quotedHead(claim: Claim, id: string): HTMLElement {
    const h = el('h3', { id });
    h.append(quoted(claim.label || 'Claim without a label'));
    return h;
}

type Order = 'report' | 'origins' | 'articles' | 'ratio';

function ordered(entries: Entry[], order: Order): Entry[] {
    const value = ({ claim: { support: s } }: Entry): number => {
        if (order === 'origins') return -s.origins * 1e6 - s.articles;
        if (order === 'articles') return -s.articles * 1e6 - s.origins;
        // Much printed and little behind it: what a careful desk looks at first.
        return -(s.articles / Math.max(1, s.origins)) * 1e6 - s.articles;
    };
    return order === 'report' ? entries : [...entries].sort((x, y) => value(x) - value(y));
}

export function whoView(corpus: Corpus): View {
    return {
        id: 'who',
        title: 'Who says what',
        count: corpus.report.claims.length,
        render(panel) {
            const entries = corpus.report.claims.map((c) => entry(corpus, c));
            const make = () =>
                new PagedList<Entry>({
                    render: (e) => claimCard(corpus, e.claim),
                    key: (e) => e.claim.id,
                    what: ['claim', 'claims'],
                    empty: 'No claims were found.',
                    size: 40,
                });
            const attributed = make();
            const voice = make();
            let query = '';
            let order: Order = 'report';
            const ownTotal = entries.filter((e) => e.own).length;
            const ownFold = el(
                'details',
                { class: 'own-voice' },
                el('summary', {}, `In the outlets’ own voice (${ownTotal})`),
                el('div', { class: 'inside' }, voice.root),
            );
            const update = () => {
                const hits = ordered(
                    query ? entries.filter((e) => matches(e.search, query)) : entries,
                    order,
                );
                attributed.set(
                    hits.filter((e) => !e.own),
                    entries.length - ownTotal,
                );
                voice.set(
                    hits.filter((e) => e.own),
                    ownTotal,
                );
                if (query && hits.some((e) => e.own)) ownFold.open = true;
            };
            const sort = choice(
                'Order',
                [
                    ['report', 'as in the report'],
                    ['origins', 'most independent origins first'],
                    ['articles', 'most articles first'],
                    ['ratio', 'most articles for each origin first'],
                ],
                order,
                (v) => {
                    order = v as Order;
                    update();
                },
            );
            panel.append(
                searchBox('Search claims, sources, articles', (q) => {
                    query = q;
                    update();
                }),
                el('div', { class: 'controls' }, sort.root),
                statementLegend(),
                attributed.root,
                ownTotal > 0 ? ownFold : '',
            );
            update();
            return ([id]) => {
                const target = entries.find((e) => e.claim.id === id);
                if (!target) return;
                query = '';
                const box = panel.querySelector<HTMLInputElement>('input[type=search]');
                if (box) box.value = '';
                update();
                if (target.own) ownFold.open = true;
                const node = (target.own ? voice : attributed).reveal(target.claim.id);
                if (node) point(node);
            };
        },
    };
}
