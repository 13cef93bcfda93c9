// The edit classes as switches, with their counts: legend and filter in one.

import { type EditClass, EDIT_CLASSES, editClass } from '../model/classes';
import { el } from '../page/dom';

/** Which classes are shown; one choice for the whole page. */
export class ClassFilter {
    private readonly hidden = new Set(EDIT_CLASSES.filter((c) => !c.shown).map((c) => c.id));
    private readonly watchers: (() => void)[] = [];

    shows(id: string): boolean {
        return !this.hidden.has(id);
    }

    set(id: string, shown: boolean): void {
        if (shown) this.hidden.delete(id);
        else this.hidden.add(id);
        for (const w of this.watchers) w();
    }

    watch(act: () => void): void {
        this.watchers.push(act);
    }
}

export function classMark(c: EditClass): HTMLElement {
    return el('span', { class: `mark c-${c.id}`, 'aria-hidden': 'true' }, c.mark);
}

export function chips(filter: ClassFilter, counts: ReadonlyMap<string, number>): HTMLElement {
    const known = EDIT_CLASSES.map((c) => c.id);
    const others = [...counts.keys()].filter((id) => !known.includes(id));
    const set = el('fieldset', { class: 'chips' }, el('legend', {}, 'Edit classes shown'));
    for (const id of [...known, ...others]) {
        const n = counts.get(id) ?? 0;
        if (n === 0) continue;
        const c = editClass(id);
        const box = el('input', { type: 'checkbox', checked: filter.shows(id), value: id });
        box.addEventListener('change', () => filter.set(id, box.checked));
        filter.watch(() => (box.checked = filter.shows(id)));
        set.append(
            el(
                'label',
                { class: 'chip', title: c.about },
                box,
                classMark(c),
                ` ${c.label} `,
                el('span', { class: 'n' }, String(n)),
            ),
        );
    }
    return set;
}
