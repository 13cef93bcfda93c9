// The page: first line, tabs, keys, printing. A section is made when it is first looked at.

import type { Corpus } from '../model/corpus';
import { count, firstLine, firstLineNote, plural } from '../model/counts';
import { el, openFolds } from './dom';
import { helpDialog } from './help';
import { showAllItems } from './list';

export interface View {
    id: string;
    title: string;
    count: number | null;
    /** Fills the section; may give back a function that shows one item, named by the address. */
    render: (panel: HTMLElement) => ((args: string[]) => void) | void;
}

interface Section {
    view: View;
    tab: HTMLAnchorElement;
    region: HTMLElement;
    panel: HTMLElement;
    show: ((args: string[]) => void) | null;
    made: boolean;
}

/** The address of a section or of an item in it. */
export function link(section: string, ...args: string[]): string {
    return '#' + [section, ...args].map(encodeURIComponent).join('/');
}

export class App {
    private readonly sections: Section[] = [];
    private current: Section | null = null;
    private readonly help = helpDialog();

    constructor(
        private readonly host: HTMLElement,
        private readonly corpus: Corpus,
        views: View[],
    ) {
        const tabs = el('div', { role: 'tablist', 'aria-label': 'Sections of the report' });
        const main = el('main', { id: 'main', tabindex: '-1' });
        for (const view of views) this.add(view, tabs, main);
        host.replaceChildren(
            el('a', { class: 'skip', href: '#main' }, 'Skip to the report'),
            this.header(),
            el('nav', { class: 'tabs', 'aria-label': 'Sections' }, tabs),
            main,
            this.footer(),
            this.help.dialog,
        );
        host.querySelector('.skip')?.addEventListener('click', (e) => {
            e.preventDefault();
            main.focus();
        });
        this.keys(tabs);
        this.printing();
        window.addEventListener('hashchange', () => this.follow());
        this.follow();
    }

    private header(): HTMLElement {
        const c = count(this.corpus);
        const skipped = this.corpus.report.skipped.length;
        const note = firstLineNote(c);
        return el(
            'header',
            { class: 'top' },
            el('h1', {}, firstLine(c)),
            el(
                'p',
                { class: 'note' },
                note ? `${note} ` : '',
                skipped > 0 &&
                    el('a', { href: link('skipped') }, `${plural(skipped, 'input')} skipped.`),
            ),
            el(
                'p',
                { class: 'quiet' },
                'Independent means: not an edited copy of another report in this pile. It says nothing about truth.',
            ),
        );
    }

    private footer(): HTMLElement {
        const { version, options } = this.corpus.report;
        const rows = options.flatMap(([key, value]) => [el('dt', {}, key), el('dd', {}, value)]);
        return el(
            'footer',
            { class: 'bottom' },
            el('p', {}, `Stemma ${version || '(version not stated)'}`),
            rows.length > 0 && el('dl', { class: 'options' }, ...rows),
            el('p', { class: 'screen-only' }, 'Press ', el('kbd', {}, '?'), ' for the keys.'),
        );
    }

    private add(view: View, tabs: HTMLElement, main: HTMLElement): void {
        const tab = el(
            'a',
            {
                role: 'tab',
                id: `tab-${view.id}`,
                href: link(view.id),
                'aria-controls': `panel-${view.id}`,
                'aria-selected': 'false',
                tabindex: '-1',
            },
            view.title,
            view.count !== null &&
                el('span', { class: 'n' }, ` ${view.count.toLocaleString('en')}`),
        );
        const panel = el('div', {
            role: 'tabpanel',
            id: `panel-${view.id}`,
            'aria-labelledby': `tab-${view.id}`,
        });
        const region = el(
            'section',
            { 'aria-labelledby': `head-${view.id}`, id: `section-${view.id}`, hidden: true },
            el('h2', { id: `head-${view.id}` }, view.title),
            panel,
        );
        tabs.append(tab);
        main.append(region);
        this.sections.push({ view, tab, region, panel, show: null, made: false });
    }

    private make(section: Section): void {
        if (section.made) return;
        section.made = true;
        section.show = section.view.render(section.panel) ?? null;
    }

    /** Shows what the address names. */
    private follow(): void {
        const [id, ...args] = location.hash
            .slice(1)
            .split('/')
            .map((part) => {
                try {
                    return decodeURIComponent(part);
                } catch {
                    return part;
                }
            });
        const section = this.sections.find((s) => s.view.id === id) ?? this.sections[0];
        if (!section) return;
        const changed = this.current !== section;
        this.current = section;
        for (const s of this.sections) {
            const on = s === section;
            s.region.hidden = !on;
            s.tab.setAttribute('aria-selected', String(on));
            s.tab.tabIndex = on ? 0 : -1;
        }
        this.make(section);
        // The tab row is brought along by hand: scrollIntoView would move the page as well.
        const row = section.tab.parentElement;
        if (row)
            row.scrollLeft =
                section.tab.offsetLeft - row.clientWidth / 2 + section.tab.offsetWidth / 2;
        if (args.length > 0) section.show?.(args);
        else if (changed && id) this.toTop();
    }

    private toTop(): void {
        const nav = this.host.querySelector<HTMLElement>('nav.tabs');
        const main = this.host.querySelector<HTMLElement>('main');
        if (!nav || !main) return;
        const edge = main.offsetTop - nav.offsetHeight;
        if (window.scrollY > edge) window.scrollTo(0, edge);
    }

    private keys(tabs: HTMLElement): void {
        tabs.addEventListener('keydown', (e) => {
            const at = this.sections.findIndex((s) => s === this.current);
            const last = this.sections.length - 1;
            const next = {
                ArrowRight: at === last ? 0 : at + 1,
                ArrowLeft: at === 0 ? last : at - 1,
                Home: 0,
                End: last,
            }[e.key];
            if (next === undefined) return;
            e.preventDefault();
            this.go(next);
            this.sections[next]?.tab.focus();
        });
        document.addEventListener('keydown', (e) => {
            if (e.ctrlKey || e.metaKey || e.altKey || !this.help.keysOn() || this.help.dialog.open)
                return;
            const target = e.target as HTMLElement | null;
            if (target?.matches?.('input:not([type=checkbox]), textarea, select')) {
                if (e.key === 'Escape') target.blur();
                return;
            }
            if (e.key === '?') this.help.open();
            else if (e.key === 'j') this.step(1);
            else if (e.key === 'k') this.step(-1);
            else if (e.key === '/') this.search();
            else if (/^[1-9]$/.test(e.key)) this.go(Number(e.key) - 1);
            else return;
            e.preventDefault();
        });
    }

    private go(index: number): void {
        const section = this.sections[index];
        if (!section) return;
        location.hash = link(section.view.id);
        // The event comes later; the keys that follow should already find the section.
        this.follow();
    }

    /** To the next or previous item of the section. */
    private step(by: 1 | -1): void {
        const panel = this.current?.panel;
        if (!panel) return;
        const items = [...panel.querySelectorAll<HTMLElement>('[data-item]')].filter(
            (n) => n.getClientRects().length > 0,
        );
        const held = document.activeElement?.closest<HTMLElement>('[data-item]') ?? null;
        let at = held ? items.indexOf(held) : -1;
        if (at < 0 && by > 0) {
            // From where the reader looks: the first item that is not above the window.
            const edge = 80;
            at = items.findIndex((n) => n.getBoundingClientRect().top >= edge) - 1;
            if (at < -1) at = items.length - 1;
        }
        const next = items[at + by];
        if (next) {
            if (!next.hasAttribute('tabindex')) next.tabIndex = -1;
            next.focus({ preventScroll: true });
            next.scrollIntoView({
                block: next.offsetHeight > innerHeight / 2 ? 'start' : 'center',
            });
        } else if (by > 0) {
            [...panel.querySelectorAll<HTMLElement>('.show-more')]
                .find((n) => n.getClientRects().length > 0)
                ?.click();
        }
    }

    private search(): void {
        const here = this.current?.panel.querySelector<HTMLInputElement>('input[type=search]');
        if (here && here.getClientRects().length > 0) return here.focus();
        const who = this.sections.find((s) => s.view.id === 'who');
        if (!who) return;
        location.hash = link('who');
        this.follow();
        who.panel.querySelector<HTMLInputElement>('input[type=search]')?.focus();
    }

    /** On paper everything is open: sections, lists and folds. */
    private printing(): void {
        let opened: HTMLDetailsElement[] = [];
        window.addEventListener('beforeprint', () => {
            for (const s of this.sections) this.make(s);
            showAllItems(this.host);
            opened = openFolds(this.host);
            showAllItems(this.host);
        });
        window.addEventListener('afterprint', () => {
            for (const d of opened) d.open = false;
            opened = [];
        });
    }
}

/** Brings an item into the middle of the window and marks it for a moment. */
export function point(node: HTMLElement): void {
    if (!node.hasAttribute('tabindex')) node.tabIndex = -1;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: node.offsetHeight > innerHeight / 2 ? 'start' : 'center' });
    node.classList.remove('pointed');
    void node.offsetWidth;
    node.classList.add('pointed');
}
