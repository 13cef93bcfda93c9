// The stemma of one family: the drawing, the evidence of the edge that has the focus, and the same
// tree as a nested list.

import { type Corpus, elide } from '../model/corpus';
import { percent } from '../model/counts';
import type { Family, StemmaEdge } from '../model/report';
import { dateWords } from '../model/time';
import {
    buildStemma,
    type Layout,
    layoutStemma,
    type Placed,
    type Stemma,
    type TreeNode,
} from '../model/tree';
import { el, fold, freshId, svg } from '../page/dom';
import { aboutFamily, articleLink, strength } from './shared';

interface Words {
    name: string;
    below: string;
}

function nodeWords(corpus: Corpus, family: Family, n: TreeNode): Words {
    const { article, family: other } = n.node;
    if (article) {
        const published = corpus.articles.get(article)?.published.value ?? null;
        const below = [
            n.isOrigin ? 'origin' : '',
            published ? dateWords(published.slice(0, 10)) : '',
        ];
        return { name: corpus.label(article), below: below.filter(Boolean).join(', ') };
    }
    if (other) {
        const f = corpus.families.get(other);
        return {
            name: corpus.familyName(other),
            below: f ? `second source: ${corpus.familyOrigin(f)}` : 'second source',
        };
    }
    if (n.isOrigin) {
        const agency = family.origin.agency;
        return {
            name: agency ? `lost original (${agency})` : 'lost original',
            below: 'not in this pile',
        };
    }
    if (!n.parent && n.children.length === 0)
        return { name: 'lost second source', below: 'not in this pile' };
    // What more likely was not there than was is drawn, but says so.
    const support = n.edge?.support ?? 1;
    return {
        name: 'lost copy',
        below: support < 0.5 ? `not established (${percent(support)})` : 'not in this pile',
    };
}

function clip(text: string, letters: number): string {
    const all = [...text];
    return all.length <= letters
        ? text
        : `${all
              .slice(0, letters - 1)
              .join('')
              .trimEnd()}…`;
}

const LINE = 20;

/** Words on at most two lines; the rest is in the title. */
export function twoLines(text: string, letters: number): string[] {
    const lines: string[] = [''];
    // A file name has no spaces: it may break after its own signs.
    for (const word of text.split(/\s+|(?<=[_\-./…])(?=\S{4})/)) {
        const last = lines[lines.length - 1] ?? '';
        const glue = last === '' || text.includes(`${last}${word}`) ? '' : ' ';
        if (last === '' || last.length + glue.length + word.length <= letters)
            lines[lines.length - 1] = `${last}${glue}${word}`;
        else lines.push(word);
    }
    const [first = '', ...rest] = lines;
    if (rest.length === 0) return [elide(first, letters)];
    const second =
        rest.length === 1 ? (rest[0] ?? '') : text.slice(text.indexOf(first) + first.length);
    return [elide(first, letters), elide(second.trim(), letters)];
}

/** How wide words are when drawn; without a canvas a guess that is rather too wide. */
function ruler(): (text: string, font: string) => number {
    const pen = document.createElement('canvas').getContext('2d');
    const face = getComputedStyle(document.body).fontFamily;
    return (text, font) => {
        if (!pen) return text.length * 8;
        pen.font = `${font} ${face}`;
        return pen.measureText(text).width;
    };
}

interface Label {
    lines: string[];
    below: string;
    width: number;
}

/** What is written under a node, and how wide that is. */
function labels(corpus: Corpus, family: Family, stemma: Stemma): Map<TreeNode, Label> {
    const width = ruler();
    return new Map(
        [...stemma.byId.values()].map((n) => {
            const words = nodeWords(corpus, family, n);
            const lines = twoLines(words.name, LINE);
            const below = clip(words.below, 26);
            const wide = Math.max(
                ...lines.map((l) => width(l, '600 13.2px')),
                width(below, '12px'),
            );
            return [n, { lines, below, width: Math.ceil(wide) }];
        }),
    );
}

function edgeName(corpus: Corpus, family: Family, stemma: Stemma, edge: StemmaEdge): string {
    const name = (id: string) => {
        const n = stemma.byId.get(id);
        return n ? nodeWords(corpus, family, n).name : id;
    };
    return `${name(edge.from)} → ${name(edge.to)}`;
}

function evidence(corpus: Corpus, family: Family, stemma: Stemma, edge: StemmaEdge): HTMLElement {
    const items = edge.why.map((w) =>
        el(
            'li',
            {},
            w.cue && el('b', {}, w.cue),
            w.cue && w.text && ': ',
            el('span', { dir: 'auto' }, ...aboutFamily(corpus, family, w.text)),
        ),
    );
    return el(
        'div',
        {},
        el('h4', {}, edgeName(corpus, family, stemma, edge)),
        el(
            'p',
            { class: 'meta' },
            el('span', {}, edge.kind === 'second' ? 'second source' : 'main line'),
            strength(edge.support),
        ),
        items.length > 0
            ? el('ul', {}, ...items)
            : el(
                  'p',
                  { class: 'quiet' },
                  'No evidence is listed: the direction is not established.',
              ),
    );
}

function drawNode(
    corpus: Corpus,
    family: Family,
    n: TreeNode,
    at: Placed,
    kind: Layout['kind'],
    label: Label | undefined,
): SVGElement {
    const { article, family: other } = n.node;
    const words = nodeWords(corpus, family, n);
    const look = article ? 'witness' : other ? 'other' : 'lost';
    const g = svg('g', {
        class: `node ${look}${n.isOrigin ? ' origin' : ''}`,
        transform: `translate(${at.x},${at.y})`,
    });
    g.append(
        svg(
            'title',
            {},
            [article ? corpus.longLabel(article) : words.name, words.below]
                .filter(Boolean)
                .join(' · '),
        ),
    );
    if (other) g.append(svg('rect', { x: -7, y: -7, width: 14, height: 14, rx: 2 }));
    else g.append(svg('circle', { r: 8 }));
    if (n.isOrigin && article) g.append(svg('circle', { r: 12, class: 'ring' }));
    const tidy = kind === 'tidy';
    const lines = tidy && label ? label.lines : [clip(words.name, 44)];
    const text = svg('text', { class: 'name', 'text-anchor': tidy ? 'middle' : 'start' });
    lines.forEach((line, i) => {
        text.append(svg('tspan', { x: tidy ? 0 : 18, y: tidy ? 26 + i * 15 : -1 }, line));
    });
    g.append(text);
    if (words.below) {
        const y = tidy ? 26 + lines.length * 15 - 1 : 14;
        const below = tidy && label ? label.below : clip(words.below, 48);
        g.append(
            svg(
                'text',
                { class: 'below', x: tidy ? 0 : 18, y, 'text-anchor': tidy ? 'middle' : 'start' },
                below,
            ),
        );
    }
    return g;
}

/** From the foot of the parent's words (or its dot) to the child's dot. */
function edgePath(
    from: Placed,
    to: Placed,
    layout: Layout,
    second: boolean,
    parentLines: number,
): string {
    if (layout.kind === 'tidy') {
        const y0 = from.y + (to.y > from.y ? 14 + parentLines * 15 : 10);
        const y1 = to.y - 10;
        if (to.y <= from.y) {
            const lift = Math.max(8, from.y - 22);
            return `M${from.x},${from.y - 9}C${from.x},${lift} ${to.x},${lift} ${to.x},${to.y - 9}`;
        }
        const mid = (y0 + y1) / 2;
        return `M${from.x},${y0}C${from.x},${mid} ${to.x},${mid} ${to.x},${y1}`;
    }
    if (!second) return `M${from.x},${from.y + 9}V${to.y}H${to.x - 9}`;
    // A second source set in below what it feeds.
    if (from.depth === to.depth + 1 && from.y > to.y)
        return `M${from.x - 9},${from.y}H${to.x}V${to.y + 9}`;
    const out = Math.max(8, layout.width - 12);
    const x0 = Math.max(from.x, to.x) + 6;
    const bend = Math.min(out, x0 + 190);
    return `M${from.x + 9},${from.y + 5}C${bend},${from.y + 10} ${bend},${to.y - 10} ${to.x + 9},${to.y - 5}`;
}

export function stemmaFigure(corpus: Corpus, family: Family): HTMLElement {
    const stemma = buildStemma(family);
    let texts = new Map<TreeNode, Label>();
    const panel = el('div', { class: 'evidence', 'aria-live': 'polite' });
    const canvas = el('div', { class: 'canvas' });
    const listId = freshId('tree-list');
    let chosen: StemmaEdge | null = null;

    const choose = (edge: StemmaEdge) => {
        chosen = edge;
        panel.replaceChildren(evidence(corpus, family, stemma, edge));
        for (const g of canvas.querySelectorAll('.edge')) {
            g.classList.toggle('chosen', drawn.get(g) === edge);
        }
    };
    const drawn = new Map<Element, StemmaEdge>();

    const drawEdge = (edge: StemmaEdge, second: boolean, layout: Layout): SVGElement | null => {
        const from = stemma.byId.get(edge.from);
        const to = stemma.byId.get(edge.to);
        const a = from && layout.at.get(from);
        const b = to && layout.at.get(to);
        if (!from || !to || !a || !b) return null;
        const label = texts.get(from);
        const lines = (label?.lines.length ?? 1) + (label?.below ? 1 : 0);
        const d = edgePath(a, b, layout, second, lines);
        const name = edgeName(corpus, family, stemma, edge);
        const kind = second ? 'second source' : 'main line';
        const g = svg(
            'g',
            {
                class: `edge ${second ? 'second' : 'main'}`,
                tabindex: 0,
                role: 'button',
                'aria-label': `${name}, ${kind}, support ${percent(edge.support)}, ${edge.why.length} cues`,
            },
            svg('path', { class: 'hit', d }),
            svg('path', { class: 'line', d, 'stroke-width': 1.25 + 3.25 * (edge.support ?? 0) }),
        );
        drawn.set(g, edge);
        g.classList.toggle('chosen', edge === chosen);
        g.addEventListener('click', () => choose(edge));
        g.addEventListener('focus', () => choose(edge));
        g.addEventListener('keydown', (e) => {
            if (e.key !== 'Enter' && e.key !== ' ') return;
            e.preventDefault();
            choose(edge);
        });
        return g;
    };

    let lastWidth = -1;
    const draw = (width: number) => {
        if (Math.abs(width - lastWidth) < 8) return;
        lastWidth = width;
        drawn.clear();
        if (texts.size === 0) texts = labels(corpus, family, stemma);
        const layout = layoutStemma(stemma, width, (n) => texts.get(n)?.width ?? 0);
        const picture = svg('svg', {
            viewBox: `0 0 ${layout.width} ${layout.height}`,
            width: layout.width,
            height: layout.height,
            role: 'group',
            'aria-label': `Stemma of ${corpus.familyName(family.id)}`,
            'aria-describedby': listId,
        });
        const mains = [...stemma.byId.values()].flatMap((n) => n.edge ?? []);
        for (const edge of mains) picture.append(drawEdge(edge, false, layout) ?? '');
        for (const edge of stemma.seconds) picture.append(drawEdge(edge, true, layout) ?? '');
        for (const [n, at] of layout.at)
            picture.append(drawNode(corpus, family, n, at, layout.kind, texts.get(n)));
        canvas.replaceChildren(picture);
    };
    const width = () => canvas.clientWidth || 640;
    requestAnimationFrame(() => draw(width()));
    new ResizeObserver(() => draw(width())).observe(canvas);

    const first = [...stemma.byId.values()].find((n) => n.edge)?.edge ?? stemma.seconds[0];
    panel.append(
        el(
            'p',
            { class: 'quiet' },
            first ? 'Choose a line of the tree to see its evidence.' : 'The tree has no edges.',
        ),
    );
    return el(
        'figure',
        { class: 'stemma' },
        el('div', { class: 'tree' }, canvas, panel),
        treeKey(stemma),
        el(
            'div',
            { id: listId },
            fold('The tree as a list, with all evidence', (inside) =>
                inside.append(nestedList(corpus, family, stemma)),
            ),
        ),
    );
}

function treeKey(stemma: Stemma): HTMLElement {
    const nodes = [...stemma.byId.values()];
    const sign = (shape: SVGElement) =>
        svg('svg', { width: 26, height: 14, viewBox: '0 0 26 14', 'aria-hidden': 'true' }, shape);
    const dot = (look: string) =>
        sign(
            svg(
                'g',
                { class: `node ${look}`, transform: 'translate(13,7)' },
                svg('circle', { r: 5.5 }),
            ),
        );
    const line = (look: string) =>
        sign(
            svg(
                'g',
                { class: `edge ${look}` },
                svg('path', { class: 'line', d: 'M1,7H25', 'stroke-width': 2.5 }),
            ),
        );
    const item = (shape: SVGElement, text: string) => el('li', {}, shape, ` ${text}`);
    return el(
        'ul',
        { class: 'key' },
        item(dot('witness'), 'article in this pile'),
        nodes.some((n) => !n.node.article && !n.node.family) &&
            item(dot('lost'), 'lost: inferred, not in this pile'),
        nodes.some((n) => n.edge) &&
            item(line('main'), 'copied from (the wider, the better supported)'),
        stemma.seconds.length > 0 && item(line('second'), 'second source'),
    );
}

function nestedList(corpus: Corpus, family: Family, stemma: Stemma): HTMLElement {
    const why = (edge: StemmaEdge, intro: string) =>
        el(
            'div',
            { class: 'edge-why' },
            el('span', {}, intro, ` (support ${percent(edge.support)})`),
            edge.why.length > 0 &&
                el(
                    'ul',
                    {},
                    ...edge.why.map((w) =>
                        el(
                            'li',
                            {},
                            w.cue && el('b', {}, w.cue),
                            w.cue && w.text && ': ',
                            ...aboutFamily(corpus, family, w.text),
                        ),
                    ),
                ),
        );
    const item = (n: TreeNode): HTMLElement => {
        const words = nodeWords(corpus, family, n);
        const li = el('li', {}, n.node.article ? articleLink(corpus, n.node.article) : words.name);
        if (words.below) li.append(` (${words.below})`);
        if (n.edge) li.append(why(n.edge, 'copied from the one above'));
        for (const s of stemma.seconds.filter((e) => e.to === n.node.id)) {
            const from = stemma.byId.get(s.from);
            li.append(
                why(s, `second source: ${from ? nodeWords(corpus, family, from).name : s.from}`),
            );
        }
        if (n.children.length > 0) li.append(el('ul', {}, ...n.children.map(item)));
        return li;
    };
    return el('ul', { class: 'nested' }, ...stemma.roots.map(item));
}
