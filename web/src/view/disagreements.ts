// Disagreements, both sides beside each other; later values that replace earlier ones apart.

import type { Corpus } from '../model/corpus';
import { plural } from '../model/counts';
import { type Dispute, gatherDisputes } from '../model/disputes';
import type { Claim } from '../model/report';
import { type Child, el, quoted, tag, freshId } from '../page/dom';
import { PagedList } from '../page/list';
import { link, point, type View } from '../page/app';
import { claimLabel, isBare, joined, statementSentence } from './shared';
import { claimFold } from './who';

const KINDS: Record<string, string> = {
    figures: 'figures differ',
    denial: 'one denies',
    polarity: 'yes against no',
    holder: 'who holds it',
    date: 'dates differ',
    update: 'update',
};

const VERBS: Record<string, [one: string, many: string]> = {
    asserts: ['says', 'say'],
    denies: ['denies', 'deny'],
    hedges: ['says, with reserve', 'say, with reserve'],
    confirms: ['confirms', 'confirm'],
};

const DENYING =
    /\b(den(y|ie[sd]|ying|ial)|reject|dismiss|refut|disput|disavow|repudiat|contradict|rebut)/i;

const OUTLETS_SHOWN = 8;

function some(names: Child[], limit: number): Child[] {
    const shown = joined(names.slice(0, limit));
    if (names.length > limit) shown.push(` and ${names.length - limit} more`);
    return shown;
}

/** "The ministry denies": who stands for a claim, and how. */
function speakers(corpus: Corpus, claim: Claim): HTMLElement {
    const statements = corpus.statementsOf(claim.statements);
    const sources = corpus.sources(statements);
    const named = sources.filter((s) => !s.own);
    const names: Child[] = named.map((s) => el('b', { dir: 'auto' }, s.text));
    if (named.length === 0) {
        const outlets = new Set(statements.map((s) => corpus.label(s.article)));
        names.push(...[...outlets].map((o) => el('b', { dir: 'auto' }, o)));
    }
    const first = statements[0];
    let stance = first?.stance ?? 'asserts';
    // "said it was not true that …" holds the denial in what is said: "denies" would turn it round.
    if (
        stance === 'denies' &&
        !DENYING.test(first?.cue ? corpus.text(first.article).slice(first.cue) : '')
    )
        stance = 'asserts';
    const [one, many] = VERBS[stance] ?? [stance, stance];
    const own = named.length === 0 ? ', in its own voice' : '';
    return el(
        'p',
        { class: 'speaker' },
        ...some(names, 4),
        ' ',
        el('span', { class: `stance-word ${stance}` }, names.length === 1 ? one : many),
        names.length === 1 ? own : own && ', in their own voice',
        ':',
    );
}

function side(corpus: Corpus, id: string, label: string): HTMLElement {
    const claim = corpus.claims.get(id);
    if (!claim)
        return el('div', { class: 'side' }, el('p', {}, `Claim ${id} is not in the report.`));
    const first = corpus.statementsOf(claim.statements)[0];
    const bare = isBare(claim.label);
    const where = [
        ...new Set(
            claim.support.lists.articles.map(
                (a) => corpus.articles.get(a)?.outlet ?? corpus.label(a),
            ),
        ),
    ];
    return el(
        'div',
        { class: 'side' },
        speakers(corpus, claim),
        el(
            'h4',
            { class: 'said' },
            label && el('span', { class: 'quiet' }, `${label} `),
            el('a', { href: link('who', id) }, quoted(claimLabel(claim) || id)),
        ),
        first && el('div', { class: bare ? 'bare' : 'sentence' }, statementSentence(corpus, first)),
        where.length > 0 &&
            el(
                'p',
                { class: 'meta where' },
                el('span', {}, 'In ', ...some(where, OUTLETS_SHOWN), '.'),
            ),
        claimFold(corpus, claim, true),
    );
}

function reasons(why: readonly string[]): HTMLElement {
    const [first = '', ...rest] = [...new Set(why.filter((w) => w !== ''))];
    if (first === '') return el('p', { class: 'quiet' }, 'No reason is stated.');
    if (rest.length === 0) return el('p', {}, sentence(first));
    // "whether it was taken: A and B differ": what all have in common stands for them.
    const head = first.split(': ')[0] ?? '';
    if (rest.every((w) => w.startsWith(`${head}: `))) return el('p', {}, sentence(head));
    return el('ul', {}, ...[first, ...rest].map((w) => el('li', {}, sentence(w))));
}

function sentence(words: string): string {
    return words.charAt(0).toUpperCase() + words.slice(1) + (/[.…!?]$/.test(words) ? '' : '.');
}

function card(corpus: Corpus, d: Dispute): HTMLElement {
    const update = d.kind === 'update';
    const id = freshId('dispute');
    const column = (claims: readonly string[], label: string) =>
        el('div', { class: 'column' }, ...claims.map((c) => side(corpus, c, label)));
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
            quoted(d.about.replace(/^that\s+/i, '') || 'what it is about is not stated'),
        ),
        reasons(d.why),
        el(
            'div',
            { class: 'sides' },
            column(d.left, update ? 'Earlier:' : ''),
            column(d.right, update ? 'Later:' : ''),
        ),
    );
}

export function disagreementsView(corpus: Corpus): View {
    const all = corpus.report.disagreements;
    const gathered = gatherDisputes(corpus);
    const disputes = gathered.filter((d) => d.kind !== 'update');
    const updates = gathered.filter((d) => d.kind === 'update');
    const pairs = all.filter((d) => d.kind !== 'update').length;
    return {
        id: 'disagreements',
        title: 'Disagreements',
        count: pairs,
        render(panel) {
            const make = (what: [string, string], empty: string) =>
                new PagedList<Dispute>({
                    render: (d) => card(corpus, d),
                    key: (d) => String(d.indexes[0]),
                    what,
                    empty,
                    size: 25,
                });
            const first = make(['disagreement', 'disagreements'], 'No disagreement was found.');
            if (disputes.length < pairs)
                panel.append(
                    el(
                        'p',
                        { class: 'quiet' },
                        `${plural(pairs, 'pair')} of claims, gathered by what they are about.`,
                    ),
                );
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
                const d = gathered.find((x) => x.indexes.includes(Number(index)));
                const key = String(d?.indexes[0] ?? '');
                const node = first.reveal(key) ?? second.reveal(key);
                if (node) point(node);
            };
        },
    };
}
