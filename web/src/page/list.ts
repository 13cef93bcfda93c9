// A list that shows a page of its items at a time, so that 200 articles cost no more than 20.

import { plural } from '../model/counts';
import { button, el } from './dom';

export interface ListOptions<T> {
    render: (item: T, index: number) => HTMLElement;
    key: (item: T) => string;
    /** One and many, for "showing 50 of 320 claims". */
    what: [string, string];
    empty: string;
    size?: number;
    /** Where the items go, when not into a plain block: the body of a table. */
    body?: HTMLElement;
}

const lists = new WeakMap<Element, { all: () => void }>();

export class PagedList<T> {
    readonly root: HTMLElement;
    private readonly body: HTMLElement;
    private readonly foot = el('div', { class: 'more' });
    private readonly note = el('p', { class: 'count', role: 'status' });
    private readonly size: number;
    private items: readonly T[] = [];
    private shown = 0;
    private total = 0;

    constructor(private readonly options: ListOptions<T>) {
        this.size = options.size ?? 50;
        this.body = options.body ?? el('div', { class: 'items' });
        const block = options.body
            ? el('div', { class: 'scroll' }, options.body.closest('table') ?? options.body)
            : this.body;
        this.root = el('div', { class: 'list', 'data-list': '' }, this.note, block, this.foot);
        lists.set(this.root, { all: () => this.show(this.items.length) });
    }

    /** Shows these items, of `total` that there are without the filters. */
    set(items: readonly T[], total = items.length): void {
        this.items = items;
        this.total = total;
        this.shown = 0;
        this.body.replaceChildren();
        this.show(Math.min(this.size, items.length));
    }

    private show(upTo: number): void {
        const more = document.createDocumentFragment();
        for (; this.shown < upTo; this.shown++) {
            const item = this.items[this.shown];
            if (item === undefined) continue;
            const node = this.options.render(item, this.shown);
            node.dataset['key'] = this.options.key(item);
            more.append(node);
        }
        this.body.append(more);
        this.say();
    }

    private say(): void {
        const [one, many] = this.options.what;
        const n = this.items.length;
        const left = n - this.shown;
        const filtered = n < this.total ? ` of ${this.total.toLocaleString('en')}` : '';
        if (this.total === 0) this.note.textContent = this.options.empty;
        else if (n === 0)
            this.note.textContent = `None of ${plural(this.total, one, many)} matches.`;
        else if (filtered) this.note.textContent = `${n.toLocaleString('en')}${filtered} ${many}`;
        else this.note.textContent = plural(n, one, many);
        this.foot.replaceChildren();
        if (left <= 0) return;
        const next = Math.min(this.size, left);
        this.foot.append(
            button(`Show ${next} more`, () => this.more(), { class: 'show-more' }),
            button(`Show all ${n.toLocaleString('en')}`, () => this.show(n)),
            el('span', { class: 'quiet' }, `${this.shown.toLocaleString('en')} shown`),
        );
    }

    more(): void {
        const at = this.shown;
        this.show(Math.min(this.items.length, this.shown + this.size));
        const first = this.body.children[at];
        if (first instanceof HTMLElement) {
            first.tabIndex = -1;
            first.focus({ preventScroll: true });
        }
    }

    /** Brings the item with this key into the page; null where the filters hide it. */
    reveal(key: string): HTMLElement | null {
        const at = this.items.findIndex((item) => this.options.key(item) === key);
        if (at < 0) return null;
        if (at >= this.shown) this.show(Math.min(this.items.length, at + this.size));
        const node = this.body.children[at];
        return node instanceof HTMLElement ? node : null;
    }
}

/** For print: every item of every list below a node. */
export function showAllItems(root: ParentNode): void {
    for (const node of root.querySelectorAll('[data-list]')) lists.get(node)?.all();
}
