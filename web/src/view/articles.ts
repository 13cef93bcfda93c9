// The articles: what is known of each, with its evidence, its text and what was taken out.

import type { Corpus } from '../model/corpus';
import { plural } from '../model/counts';
import type { Article } from '../model/report';
import { markSpans, matches, paragraphs, searchable } from '../model/text';
import { dateWords } from '../model/time';
import { button, type Child, el, fold, quoted, tag, freshId } from '../page/dom';
import { PagedList } from '../page/list';
import { link, point, type View } from '../page/app';
import { furnitureList, searchBox } from './shared';

/** How many UTF-16 units of a text are shown at once. */
const TEXT_SHOWN = 30_000;

function published(a: Article): Child[] {
    const p = a.published;
    const parts: Child[] = [dateWords(p.value), ' '];
    if (p.value && p.how) parts.push(tag(p.how, p.how));
    if (p.evidence) parts.push(' ', el('span', { class: 'why' }, p.evidence));
    if (p.candidates.length > 0) {
        const items = p.candidates.map((c) =>
            el(
                'li',
                {},
                el('b', {}, dateWords(c.value)),
                c.where && ` in ${c.where}`,
                c.whyNot && `: ${c.whyNot}`,
            ),
        );
        parts.push(
            fold(`${plural(p.candidates.length, 'rejected candidate')}`, (inside) =>
                inside.append(el('ul', {}, ...items)),
            ),
        );
    }
    return parts;
}

function credits(a: Article): Child[] {
    if (a.agency.length === 0) return ['none found'];
    const items = a.agency.map((c) =>
        el(
            'li',
            {},
            el('b', {}, c.name),
            c.where && ` in the ${c.where}`,
            c.evidence && ': ',
            c.evidence && quoted(c.evidence),
        ),
    );
    return [el('ul', { class: 'plain' }, ...items)];
}

function textInto(corpus: Corpus, a: Article, inside: HTMLElement, whole = false): void {
    const text = corpus.text(a.id);
    const shown = whole ? text.text : text.text.slice(0, TEXT_SHOWN);
    const spans = a.agency.flatMap((c) =>
        c.span ? [{ role: 'credit', ...text.span(c.span) }] : [],
    );
    let at = 0;
    const block = el('div', { class: 'press text', dir: 'auto', lang: a.language || null });
    for (const para of paragraphs(shown)) {
        const start = shown.indexOf(para, at);
        at = start + para.length;
        const p = el('p', {});
        for (const part of markSpans(shown, { start, end: at }, spans)) {
            p.append(
                part.roles.length > 0
                    ? el('span', { class: 'm credit', title: 'agency credit' }, part.text)
                    : part.text,
            );
        }
        block.append(p);
    }
    inside.replaceChildren(block);
    if (shown.length < text.text.length) {
        inside.append(
            button(`Show all ${text.length.toLocaleString('en')} characters`, () =>
                textInto(corpus, a, inside, true),
            ),
        );
    }
}

function card(corpus: Corpus, a: Article): HTMLElement {
    const id = freshId('article');
    const family = corpus.familyOf.get(a.id);
    const rows: [string, Child[]][] = [
        ['Outlet', [a.outlet ?? 'not established', a.owner && ` (owner: ${a.owner})`]],
        ['Published', published(a)],
        ['Byline', [a.byline.length > 0 ? quoted(a.byline.join('; ')) : 'none found']],
        ['Agency credit', credits(a)],
        [
            'Copies',
            [
                family
                    ? el(
                          'a',
                          { href: link('families', family.id) },
                          `${corpus.familyName(family.id)}: ${corpus.familyOrigin(family)}`,
                      )
                    : 'none in this pile',
            ],
        ],
        ['Input', [el('span', { class: 'input' }, a.input)]],
    ];
    const size = [
        a.words === null ? '' : plural(a.words, 'word'),
        a.language && `language ${a.language}`,
    ];
    return el(
        'article',
        { class: 'card article', id, 'data-item': '', 'aria-labelledby': `${id}-head` },
        el(
            'header',
            {},
            el('p', { class: 'kicker' }, corpus.label(a.id)),
            el(
                'h3',
                { id: `${id}-head` },
                a.headline
                    ? quoted(a.headline)
                    : el('span', { class: 'quiet' }, 'Headline not established'),
            ),
            el('p', { class: 'meta' }, size.filter(Boolean).join(', ')),
        ),
        el('dl', {}, ...rows.flatMap(([k, v]) => [el('dt', {}, k), el('dd', {}, ...v)])),
        fold('Text', (inside) => textInto(corpus, a, inside)),
        a.furniture.length > 0
            ? fold(`Furniture removed (${a.furniture.length.toLocaleString('en')})`, (inside) =>
                  inside.append(furnitureList(a.furniture)),
              )
            : el('p', { class: 'quiet' }, 'No furniture was removed.'),
    );
}

export function articlesView(corpus: Corpus): View {
    return {
        id: 'articles',
        title: 'Articles',
        count: corpus.report.articles.length,
        render(panel) {
            const all = corpus.report.articles;
            const list = new PagedList<Article>({
                render: (a) => card(corpus, a),
                key: (a) => a.id,
                what: ['article', 'articles'],
                empty: 'There are no articles in this report.',
                size: 20,
            });
            const heads = new Map(
                all.map((a) => [
                    a.id,
                    searchable(
                        [
                            corpus.label(a.id),
                            a.headline,
                            a.outlet,
                            a.input,
                            ...a.byline,
                            ...a.agency.map((c) => c.name),
                        ].join(' '),
                    ),
                ]),
            );
            const box = searchBox('Search headlines, outlets, bylines', (q) => {
                list.set(
                    q ? all.filter((a) => matches(heads.get(a.id) ?? '', q)) : all,
                    all.length,
                );
            });
            panel.append(box, list.root);
            list.set(all);
            return ([id]) => {
                const input = box.querySelector('input');
                if (input?.value) {
                    input.value = '';
                    list.set(all);
                }
                const node = list.reveal(id ?? '');
                if (node) point(node);
            };
        },
    };
}
