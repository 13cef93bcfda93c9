// Who says what: claims, their sources and stance, and what stands behind them.

import type { Corpus } from '../model/corpus';
import { plural } from '../model/counts';
import type { Claim, Disagreement, Statement } from '../model/report';
import { matches, searchable } from '../model/text';
import { el, fold, quoted, tag, freshId } from '../page/dom';
import { PagedList } from '../page/list';
import { link, point, type View } from '../page/app';
import {
    choice,
    searchBox,
    claimLabel,
    isBare,
    seenOnlyThrough,
    statementBlock,
    statementLegend,
    statementSentence,
    supportLine,
    supportLists,
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

/**
 * What stands behind a claim: the counts, and behind them the lists and the statements.
 * `repeat`: the claim stands in full elsewhere, so on paper its folds stay shut.
 */
export function claimFold(corpus: Corpus, claim: Claim, repeat = false): HTMLElement {
    const statements = corpus.statementsOf(claim.statements);
    return fold(
        [supportLine(corpus, claim), ' ', seenOnlyThrough(corpus, claim)],
        (inside) => {
            const list = new PagedList<Statement>({
                render: (s) => statementBlock(corpus, s),
                key: (s) => s.id,
                what: ['statement', 'statements'],
                empty: 'The statements are not listed.',
                size: 20,
            });
            inside.append(supportLists(corpus, claim), list.root);
            list.set(statements);
        },
        { className: repeat ? 'support repeat' : 'support' },
    );
}

interface Placed {
    d: Disagreement;
    i: number;
}

/** One link for each thing that is disagreed about. */
function gathered(disputes: readonly Placed[]): Placed[] {
    const topics = new Map<string, Placed>();
    for (const x of disputes) {
        const key = `${x.d.kind === 'update' ? x.i : ''} ${x.d.about}`;
        if (!topics.has(key)) topics.set(key, x);
    }
    return [...topics.values()];
}

function claimCard(corpus: Corpus, claim: Claim): HTMLElement {
    const id = freshId('claim');
    const disputes = corpus.report.disagreements.flatMap((d, i) =>
        d.claims.includes(claim.id) ? [{ d, i }] : [],
    );
    return el(
        'article',
        { class: 'card claim', id, 'data-item': '', 'aria-labelledby': `${id}-head` },
        quotedHead(corpus, claim, `${id}-head`),
        el('div', { class: 'claim-line' }, sourceTags(corpus, claim), claimFold(corpus, claim)),
        disputes.length > 0 &&
            el(
                'p',
                { class: 'actions' },
                ...gathered(disputes).map(({ d, i }) =>
                    el(
                        'a',
                        { href: link('disagreements', String(i)) },
                        d.kind === 'update'
                            ? 'See the update'
                            : `Disagreement: ${d.about.replace(/^that\s+/i, '') || d.kind}`,
                    ),
                ),
            ),
    );
}

function quotedHead(corpus: Corpus, claim: Claim, id: string): HTMLElement {
    const h = el('h3', { id });
    const statements = corpus.statementsOf(claim.statements);
    // "it", "the charge": only the sentence says what is meant.
    const first = statements[0];
    const sentence = isBare(claim.label) && first ? statementSentence(corpus, first) : null;
    if (sentence) h.append(quoted(sentence.textContent ?? '', 'span', 'press said'));
    else h.append(quoted(claimLabel(claim) || 'Claim without a label', 'span', 'press said'));
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
            let order: Order = 'origins';
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
                    ['origins', 'most independent origins first'],
                    ['articles', 'most articles first'],
                    ['ratio', 'most articles for each origin first'],
                    ['report', 'as in the report'],
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
