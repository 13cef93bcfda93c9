// The help on keys, and the switch that turns the single-letter keys off.

import { button, el } from './dom';

const KEYS: [string[], string][] = [
    [['j', 'k'], 'next, previous item'],
    [['/'], 'search'],
    [['1', '9'], 'first to ninth section'],
    [['←', '→'], 'section beside, when a section tab has the focus'],
    [['Enter'], 'open what has the focus: an edge, a difference, a fold'],
    [['Esc'], 'leave the search box, close this help'],
    [['?'], 'this help'],
];

export interface Help {
    dialog: HTMLDialogElement;
    open: () => void;
    keysOn: () => boolean;
}

export function helpDialog(): Help {
    const rows = KEYS.map(([keys, text]) =>
        el(
            'tr',
            {},
            el('th', { scope: 'row' }, ...keys.flatMap((k, i) => [i > 0 && ' ', el('kbd', {}, k)])),
            el('td', {}, text),
        ),
    );
    const on = el('input', { type: 'checkbox', checked: true });
    const dialog = el(
        'dialog',
        { class: 'help', 'aria-labelledby': 'help-head' },
        el('h2', { id: 'help-head' }, 'Keys'),
        el('table', {}, el('tbody', {}, ...rows)),
        el('p', {}, el('label', {}, on, ' Single-letter keys are on')),
    );
    dialog.append(button('Close', () => dialog.close()));
    return { dialog, open: () => dialog.showModal(), keysOn: () => on.checked };
}
