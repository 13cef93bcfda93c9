// Two witnesses side by side, word by word.

import { editClass, UNCOLLATED } from '../model/classes';
import type { Corpus } from '../model/corpus';
import { plural } from '../model/counts';
import type { Family } from '../model/report';
import { type Cell, type Piece, type Row, sideBySide, differences } from '../model/segments';
import { shorten } from '../model/text';
import { el, unseen } from '../page/dom';
import { PagedList } from '../page/list';
import { point, type View } from '../page/app';
import { chips, type ClassFilter, classMark } from './chips';
import { articleLink, choice, furnitureList, joined, longQuote } from './shared';

interface Choice {
    family: Family;
    a: string;
    b: string;
}

function pieceClass(family: Family, piece: Piece): string {
    return piece.kind === 'uncollated'
        ? UNCOLLATED.id
        : (family.slots[piece.slot]?.class ?? 'other');
}

/** The readings of a slot and who has each. */
export function readingsList(corpus: Corpus, family: Family, slot: number): HTMLElement {
    const readings = family.slots[slot]?.readings ?? [];
    return el(
        'ul',
        { class: 'readings' },
        ...readings.map((r) =>
            el(
                'li',
                {},
                r.text === '' ? el('span', { class: 'nothing' }, 'nothing') : longQuote(r.text),
                ' ',
                el(
                    'span',
                    { class: 'who' },
                    ...joined(r.at.map((p) => articleLink(corpus, p.article))),
                ),
            ),
        ),
    );
}

export function compareView(corpus: Corpus, filter: ClassFilter): View {
    const families = corpus.report.families.filter((f) => f.witnesses.length > 1);
    return {
        id: 'compare',
        title: 'Side by side',
        count: null,
        render(panel) {
            const first = families[0];
            if (!first) {
                panel.append(
                    el(
                        'p',
                        {},
                        'There are no two copies of one report here, so there is nothing to lay side by side.',
                    ),
                );
                return;
            }
            const chosen: Choice = {
                family: first,
                a: first.witnesses[0] ?? '',
                b: first.witnesses[1] ?? '',
            };
            const controls = el('div', { class: 'controls' });
            const out = el('div');
            let refresh = () => {};
            filter.watch(() => refresh());
            const show = (slotId?: string) => {
                drawControls();
                refresh = drawRows(corpus, chosen, filter, out, slotId);
            };
            const drawControls = () => {
                const options = chosen.family.witnesses.map((w): [string, string] => [
                    w,
                    corpus.label(w),
                ]);
                const family = choice(
                    'Family',
                    families.map((f) => [
                        f.id,
                        `${corpus.familyName(f.id)}: ${corpus.familyOrigin(f)}`,
                    ]),
                    chosen.family.id,
                    (id) => {
                        const f = corpus.families.get(id);
                        if (!f) return;
                        Object.assign(chosen, { family: f, a: f.witnesses[0], b: f.witnesses[1] });
                        show();
                    },
                );
                const pick = (side: 'a' | 'b', label: string) =>
                    choice(label, options, chosen[side], (id) => {
                        const other = side === 'a' ? 'b' : 'a';
                        if (chosen[other] === id) chosen[other] = chosen[side];
                        chosen[side] = id;
                        show();
                        panel.querySelector<HTMLSelectElement>(`.pick-${side} select`)?.focus();
                    });
                const a = pick('a', 'Left');
                const b = pick('b', 'Right');
                a.root.classList.add('pick-a');
                b.root.classList.add('pick-b');
                controls.replaceChildren(families.length > 1 ? family.root : '', a.root, b.root);
            };
            panel.append(controls, out);
            show();
            return ([familyId, a, b, slotId]) => {
                const f = corpus.families.get(familyId ?? '');
                if (!f || f.witnesses.length < 2) return;
                const has = (w: string | undefined): w is string =>
                    w !== undefined && f.witnesses.includes(w);
                chosen.family = f;
                chosen.a = has(a) ? a : (f.witnesses[0] ?? '');
                chosen.b =
                    has(b) && b !== chosen.a ? b : (f.witnesses.find((w) => w !== chosen.a) ?? '');
                const slot = f.slots.find((s) => s.id === slotId);
                if (slot) filter.set(slot.class, true);
                show(slotId);
            };
        },
    };
}

/** Draws the two witnesses; gives back what draws the rows again after the filter has changed. */
function drawRows(
    corpus: Corpus,
    { family, a, b }: Choice,
    filter: ClassFilter,
    out: HTMLElement,
    slotId?: string,
): () => void {
    const rows = sideBySide(
        family.slots,
        { id: a, text: corpus.text(a) },
        { id: b, text: corpus.text(b) },
    );
    const counts = new Map<string, number>();
    // Counted as they are read: a cut in several slots is one.
    const joinedOn = new Set(
        rows.flatMap((r) => [...r.a.pieces, ...r.b.pieces]).flatMap((p) => p.more),
    );
    for (const s of differences(family.slots, a, b)) {
        if (joinedOn.has(s)) continue;
        const cls = family.slots[s]?.class ?? 'other';
        counts.set(cls, (counts.get(cls) ?? 0) + 1);
    }
    const loose = rows.filter((r) =>
        [...r.a.pieces, ...r.b.pieces].some((p) => p.kind === 'uncollated'),
    ).length;
    if (loose > 0) counts.set(UNCOLLATED.id, loose);
    const total = [...counts.values()].reduce((x, y) => x + y, 0);

    const onlyChanged = el('input', { type: 'checkbox' });
    const table = el('table', { class: 'diff' });
    const body = el('tbody');
    const head = (id: string) => el('th', { scope: 'col' }, articleLink(corpus, id));
    table.append(el('thead', {}, el('tr', {}, head(a), head(b))), body);
    const marks = new Marks(corpus, family, filter);
    const list = new PagedList<Row>({
        render: (row) =>
            el(
                'tr',
                {},
                marks.cell(row.a, corpus.label(a), corpus.articles.get(a)?.language),
                marks.cell(row.b, corpus.label(b), corpus.articles.get(b)?.language),
            ),
        key: (row) => String(rows.indexOf(row)),
        what: ['paragraph', 'paragraphs'],
        empty: 'Both articles are empty.',
        size: 150,
        body,
    });
    const refresh = () => {
        const changed = rows.filter((r) =>
            [...r.a.pieces, ...r.b.pieces].some(
                (p) => p.kind !== 'same' && filter.shows(pieceClass(family, p)),
            ),
        );
        list.set(onlyChanged.checked ? changed : rows, rows.length);
        const first = body.querySelector<HTMLElement>('.d');
        if (first) first.tabIndex = 0;
    };
    onlyChanged.addEventListener('change', refresh);
    body.addEventListener('focusin', (e) => oneStop(body, e.target));
    out.replaceChildren(
        el(
            'div',
            { class: 'controls' },
            chips(filter, counts),
            el('label', { class: 'switch' }, onlyChanged, ' Only paragraphs that differ'),
        ),
        el(
            'p',
            { class: 'count' },
            total === 0 ? 'These two agree word for word.' : `${plural(total, 'difference')}.`,
            ' ',
            el(
                'span',
                { class: 'quiet screen-only' },
                total > 0
                    ? 'Press j and k to go from one to the next, Enter to see who has which reading.'
                    : '',
            ),
        ),
        list.root,
        el('h3', {}, 'Furniture removed'),
        el(
            'div',
            { class: 'two' },
            ...[a, b].map((id) =>
                el(
                    'div',
                    {},
                    el('h4', {}, corpus.label(id)),
                    furnitureList(corpus.articles.get(id)?.furniture ?? []),
                ),
            ),
        ),
    );
    refresh();
    if (slotId) {
        const at = family.slots.findIndex((s) => s.id === slotId);
        const row = rows.findIndex((r) =>
            [...r.a.pieces, ...r.b.pieces].some((p) => p.slot === at || p.more.includes(at)),
        );
        const node = list.reveal(String(row));
        const head = rows[row]
            ? [...rows[row].a.pieces, ...rows[row].b.pieces].find((p) => p.more.includes(at))?.slot
            : undefined;
        const mark = node?.querySelector<HTMLElement>(`[data-slot="${head ?? at}"]`);
        if (mark) point(mark);
        else if (node) point(node);
    }
    return refresh;
}

/** Among all marks Tab stops at one: the last that had the focus. j and k do the rest. */
function oneStop(body: HTMLElement, target: EventTarget | null): void {
    const mark = target instanceof Element ? target.closest<HTMLElement>('.d') : null;
    if (!mark) return;
    for (const d of body.querySelectorAll<HTMLElement>('.d[tabindex="0"]')) d.tabIndex = -1;
    mark.tabIndex = 0;
}

/** Draws the marks of differences; each opens the readings of its slot below its row. */
class Marks {
    constructor(
        private readonly corpus: Corpus,
        private readonly family: Family,
        private readonly filter: ClassFilter,
    ) {}

    cell(cell: Cell, label: string, language: string | undefined): HTMLElement {
        const p = el('p', { class: 'press', dir: 'auto', lang: language || null });
        if (cell.continues) p.classList.add('continues');
        for (const piece of cell.pieces) {
            const cls = pieceClass(this.family, piece);
            if (piece.kind === 'same' || !this.filter.shows(cls)) p.append(shorten(piece.text));
            else p.append(...this.mark(piece, cls));
        }
        return el('td', { 'data-label': label }, p);
    }

    private mark(piece: Piece, cls: string): (Node | string)[] {
        const c = editClass(cls);
        const lead = /^\s*/.exec(piece.text)?.[0] ?? '';
        const words = piece.text.trim();
        const tail = words === '' ? '' : piece.text.slice(lead.length + words.length);
        const slot = piece.slot >= 0;
        const node = el(
            'span',
            {
                class: `d c-${c.id}${words === '' ? ' void' : ''}`,
                title: words === '' ? `${c.label}: nothing here` : c.label,
                'data-item': '',
                'data-slot': slot ? piece.slot : null,
                role: slot ? 'button' : null,
                'aria-expanded': slot ? 'false' : null,
                tabindex: '-1',
            },
            unseen(`[${c.label}: `),
            words === ''
                ? el('span', { class: 'void-sign' }, '∅', unseen(' nothing'))
                : shorten(words),
            unseen(']'),
            el('sup', { 'aria-hidden': 'true' }, c.mark),
        );
        if (slot) {
            node.addEventListener('click', () => this.toggle(node, piece));
            node.addEventListener('keydown', (e) => {
                if (e.key !== 'Enter' && e.key !== ' ') return;
                e.preventDefault();
                this.toggle(node, piece);
            });
        }
        return [lead, node, tail];
    }

    private toggle(node: HTMLElement, piece: Piece): void {
        const row = node.closest('tr');
        if (!row) return;
        const below = row.nextElementSibling;
        const open = node.getAttribute('aria-expanded') === 'true';
        if (below?.classList.contains('slot-row')) below.remove();
        for (const other of row.querySelectorAll('[aria-expanded=true]'))
            other.setAttribute('aria-expanded', 'false');
        if (open) return;
        node.setAttribute('aria-expanded', 'true');
        const c = editClass(this.family.slots[piece.slot]?.class ?? '');
        row.after(
            el(
                'tr',
                { class: 'slot-row' },
                el(
                    'td',
                    { colspan: 2 },
                    el('p', { class: 'meta' }, classMark(c), ` ${c.label}: ${c.about}`),
                    ...[piece.slot, ...piece.more].map((slot) =>
                        readingsList(this.corpus, this.family, slot),
                    ),
                ),
            ),
        );
    }
}
