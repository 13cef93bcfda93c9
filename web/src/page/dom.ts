// Elements. All words enter the page as text nodes; nothing of a report is ever read as HTML.

import { shorten } from '../model/text';

export type Child = Node | string | null | undefined | false;

type Attributes = Record<string, string | number | boolean | null | undefined>;

function fill(node: Element, attributes: Attributes, children: readonly Child[]): void {
    for (const [name, value] of Object.entries(attributes)) {
        if (value === null || value === undefined || value === false) continue;
        node.setAttribute(name, value === true ? '' : String(value));
    }
    for (const child of children) {
        if (child !== null && child !== undefined && child !== false) node.append(child);
    }
}

export function el<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    attributes: Attributes = {},
    ...children: Child[]
): HTMLElementTagNameMap[K] {
    const node = document.createElement(tag);
    fill(node, attributes, children);
    return node;
}

export function svg<K extends keyof SVGElementTagNameMap>(
    tag: K,
    attributes: Attributes = {},
    ...children: Child[]
): SVGElementTagNameMap[K] {
    const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
    fill(node, attributes, children);
    return node;
}

export function button(
    label: string,
    act: () => void,
    attributes: Attributes = {},
): HTMLButtonElement {
    const b = el('button', { type: 'button', ...attributes }, label);
    b.addEventListener('click', act);
    return b;
}

/** Words of an article, in its own direction. */
export function quoted(
    text: string,
    tag: 'span' | 'p' | 'q' | 'div' = 'span',
    className = 'press',
): HTMLElement {
    return el(tag, { class: className, dir: 'auto' }, shorten(text));
}

export function tag(text: string, kind = '', title: string | null = null): HTMLElement {
    return el('span', { class: `tag ${kind}`.trim(), title }, text);
}

/** Words for screen readers alone. */
export function unseen(text: string): HTMLElement {
    return el('span', { class: 'unseen' }, text);
}

const waiting = new WeakMap<HTMLDetailsElement, () => void>();

/** A fold whose inside is made when it is first opened. */
export function fold(
    summary: Child | Child[],
    make: (inside: HTMLElement) => void,
    options: { open?: boolean; className?: string } = {},
): HTMLDetailsElement {
    const inside = el('div', { class: 'inside' });
    const parts = Array.isArray(summary) ? summary : [summary];
    const details = el(
        'details',
        { class: options.className ?? null },
        el('summary', {}, ...parts),
        inside,
    );
    waiting.set(details, () => make(inside));
    details.addEventListener('toggle', () => fillFold(details));
    if (options.open) {
        details.open = true;
        fillFold(details);
    }
    return details;
}

function fillFold(details: HTMLDetailsElement): void {
    const make = waiting.get(details);
    if (!make || !details.open) return;
    waiting.delete(details);
    make();
}

/**
 * Opens every fold below a node, also the ones that opening brings, but for those that only repeat
 * what stands elsewhere. Returns those it opened.
 */
export function openFolds(root: ParentNode): HTMLDetailsElement[] {
    const opened: HTMLDetailsElement[] = [];
    for (;;) {
        const closed = [
            ...root.querySelectorAll<HTMLDetailsElement>('details:not(.repeat)'),
        ].filter((d) => !d.open);
        if (closed.length === 0) return opened;
        for (const d of closed) {
            d.open = true;
            fillFold(d);
            opened.push(d);
        }
    }
}

let ids = 0;

export function freshId(prefix: string): string {
    ids += 1;
    return `${prefix}-${ids}`;
}
