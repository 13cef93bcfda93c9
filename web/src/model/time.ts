// ISO dates "as precise as known".

/** The first instant of a partial ISO date or of an interval, or null where it is none. */
export function instant(iso: string | null): number | null {
    const m =
        /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/.exec(
            iso?.trim().split('/')[0] ?? '',
        );
    if (!m) return null;
    const [, year, month, day, hour, minute, second, zone] = m;
    const utc = Date.UTC(
        Number(year),
        Number(month ?? 1) - 1,
        Number(day ?? 1),
        Number(hour ?? 0),
        Number(minute ?? 0),
        Number(second ?? 0),
    );
    const z = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
    if (!z) return utc;
    const offset = (Number(z[2]) * 60 + Number(z[3])) * 60_000;
    return z[1] === '+' ? utc - offset : utc + offset;
}

const MONTHS =
    'January February March April May June July August September October November December'.split(
        ' ',
    );

/** A partial ISO date in words: "3 May 2031, 14:05"; anything else as it is. */
export function dateWords(iso: string | null): string {
    if (!iso) return 'not established';
    const [from, to, more] = iso.trim().split('/');
    if (from && to && more === undefined) return interval(dateWords(from), dateWords(to));
    const m =
        /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/.exec(
            iso.trim(),
        );
    if (!m) return iso;
    const [, year, month, day, time, zone] = m;
    const name = month ? MONTHS[Number(month) - 1] : undefined;
    if (month && !name) return iso;
    let words = [day ? String(Number(day)) : '', name ?? '', year ?? ''].filter(Boolean).join(' ');
    if (time) words += `, ${time}`;
    if (time && zone) words += zone === 'Z' ? ' UTC' : ` ${zone}`;
    return words;
}

/** "4 to 5 November 2017": what both ends have in common is said once. */
function interval(from: string, to: string): string {
    const a = from.split(' ');
    const b = to.split(' ');
    while (a.length > 1 && a.length === b.length && a[a.length - 1] === b[a.length - 1]) {
        a.pop();
        b.pop();
        if (a.join(' ') === b.join(' ')) return to;
        if (a.length === 1) return `${a[0]} to ${to}`;
    }
    return from === to ? to : `${from} to ${to}`;
}

/** Order for dates in which the unknown comes last. */
export function byInstant(a: string | null, b: string | null): number {
    return (instant(a) ?? Infinity) - (instant(b) ?? Infinity) || 0;
}
