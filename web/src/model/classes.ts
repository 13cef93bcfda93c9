// The edit classes: their order, their words and the mark that stands for each without colour.

export interface EditClass {
    id: string;
    mark: string;
    label: string;
    about: string;
    /** Shown unless the reader asks: house style alone is rarely what a reader looks for. */
    shown: boolean;
}

export const EDIT_CLASSES: readonly EditClass[] = [
    {
        id: 'name',
        mark: 'N',
        label: 'name',
        about: 'a name written or chosen differently',
        shown: true,
    },
    { id: 'number', mark: '#', label: 'number', about: 'a different number', shown: true },
    { id: 'date', mark: 'D', label: 'date', about: 'a different date or time', shown: true },
    { id: 'hedge', mark: '≈', label: 'hedge', about: 'certainty added or taken away', shown: true },
    {
        id: 'attribution',
        mark: '@',
        label: 'attribution',
        about: 'who is said to have said it',
        shown: true,
    },
    { id: 'polarity', mark: '±', label: 'polarity', about: 'yes turned to no', shown: true },
    { id: 'wording', mark: 'W', label: 'wording', about: 'other words', shown: true },
    { id: 'cut', mark: '−', label: 'cut', about: 'text that was left out', shown: true },
    { id: 'addition', mark: '+', label: 'addition', about: 'text that was put in', shown: true },
    {
        id: 'headline',
        mark: 'H',
        label: 'headline',
        about: 'the headline, where it stands in the text',
        shown: true,
    },
    {
        id: 'moved',
        mark: '↕',
        label: 'moved',
        about: 'the same text in another place',
        shown: true,
    },
    { id: 'spelling', mark: 'S', label: 'spelling', about: 'house spelling', shown: false },
    {
        id: 'typographic',
        mark: 'T',
        label: 'typographic',
        about: 'quotes, dashes, spaces',
        shown: false,
    },
];

/** Text outside the slots that is not the same: shown, never passed over as agreement. */
export const UNCOLLATED: EditClass = {
    id: 'uncollated',
    mark: '?',
    label: 'not collated',
    about: 'differs, but lies in no slot of the collation',
    shown: true,
};

const byId = new Map([...EDIT_CLASSES, UNCOLLATED].map((c) => [c.id, c]));

export function editClass(id: string): EditClass {
    return byId.get(id) ?? { id: 'other', mark: '*', label: id || 'other', about: id, shown: true };
}

export function classOrder(id: string): number {
    const at = EDIT_CLASSES.findIndex((c) => c.id === id);
    return at < 0 ? EDIT_CLASSES.length : at;
}
