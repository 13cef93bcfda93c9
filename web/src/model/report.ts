// The report as the page uses it, and the reader that makes it from the JSON in the page.
// The reader forgives: a missing array is empty, a missing text is "", a missing optional is null,
// so that no view has to ask again.

export interface Span {
    start: number;
    end: number;
}

export interface AgencyCredit {
    name: string;
    evidence: string;
    where: string;
    span: Span | null;
}

export interface Candidate {
    value: string;
    where: string;
    whyNot: string;
}

export interface Published {
    value: string | null;
    how: string;
    evidence: string;
    candidates: Candidate[];
}

export interface Furniture {
    text: string;
    why: string;
}

export interface Article {
    id: string;
    input: string;
    outlet: string | null;
    owner: string | null;
    agency: AgencyCredit[];
    byline: string[];
    headline: string;
    language: string;
    words: number | null;
    text: string;
    published: Published;
    furniture: Furniture[];
}

export interface Passage {
    a: string;
    aSpan: Span;
    b: string;
    bSpan: Span;
    words: number;
    identity: number | null;
    kind: string;
}

export interface StemmaNode {
    id: string;
    article: string | null;
    generation: number;
    family: string | null;
}

export interface Evidence {
    cue: string;
    text: string;
}

export interface StemmaEdge {
    from: string;
    to: string;
    kind: 'main' | 'second';
    support: number | null;
    why: Evidence[];
}

export interface Place extends Span {
    article: string;
}

export interface Reading {
    text: string;
    at: Place[];
}

export interface Slot {
    id: string;
    class: string;
    /** Slots of one long cut or addition share a number. */
    group: number | null;
    readings: Reading[];
}

export interface Family {
    id: string;
    witnesses: string[];
    origin: {
        article: string | null;
        agency: string | null;
        why: string;
        /** A lost original's text, put together from its copies. */
        reconstruction: { text: string; doubtful: Span[] } | null;
    };
    nodes: StemmaNode[];
    edges: StemmaEdge[];
    slots: Slot[];
    overlap: { min: number | null; median: number | null };
}

/** What an outlet does to the reports it copies, in sentences. */
export interface Habits {
    outlet: string;
    articles: string[];
    text: string[];
}

export interface Story {
    id: string;
    articles: string[];
    families: string[];
}

export interface EntityName {
    name: string;
    count: number;
    articles: string[];
}

export interface Entity {
    id: string;
    kind: string;
    label: string;
    names: EntityName[];
    place: { lat: number; lon: number; gazetteer: string; precision: string } | null;
    why: string[];
}

export interface Figure {
    article: string;
    span: Span;
    low: number | null;
    high: number | null;
    relation: string;
    of: string;
    entity: string | null;
}

export interface Statement {
    id: string;
    article: string;
    /** `full`: where the source is named, if elsewhere than here ("they", "the army"). */
    source: { span: Span; full: Span | null; entity: string | null } | null;
    cue: Span | null;
    content: Span[];
    stance: string;
    quoted: boolean;
    time: string;
    places: string[];
    figures: number[];
}

export interface Support {
    articles: number;
    outlets: number;
    owners: number;
    origins: number;
    lists: { articles: string[]; outlets: string[]; owners: string[]; origins: string[] };
    seenOnlyThrough: string[];
}

export interface Claim {
    id: string;
    label: string;
    statements: string[];
    support: Support;
}

export interface Disagreement {
    claims: string[];
    about: string;
    why: string;
    kind: string;
}

export interface Holding {
    from: string | null;
    to: string | null;
    state: string;
    holder: string;
    accordingTo: string[];
    disputedBy: string[];
}

export interface PlaceTimeline {
    entity: string;
    timeline: Holding[];
}

export interface Skipped {
    input: string;
    position: string;
    reason: string;
}

export interface Report {
    version: string;
    options: [string, string][];
    skipped: Skipped[];
    articles: Article[];
    passages: Passage[];
    families: Family[];
    habits: Habits[];
    stories: Story[];
    entities: Entity[];
    figures: Figure[];
    statements: Statement[];
    claims: Claim[];
    disagreements: Disagreement[];
    places: PlaceTimeline[];
}

type Json = Record<string, unknown>;

function obj(x: unknown): Json {
    return x !== null && typeof x === 'object' && !Array.isArray(x) ? (x as Json) : {};
}

function list<T>(x: unknown, read: (item: Json) => T): T[] {
    return Array.isArray(x) ? x.map((item) => read(obj(item))) : [];
}

/** Any scalar as text; an object or array as its JSON, so that nothing is hidden. */
function str(x: unknown): string {
    if (x === null || x === undefined) return '';
    return typeof x === 'object' ? JSON.stringify(x) : String(x);
}

function strOrNull(x: unknown): string | null {
    const text = str(x).trim();
    return text === '' ? null : text;
}

function num(x: unknown): number | null {
    return typeof x === 'number' && Number.isFinite(x) ? x : null;
}

function strings(x: unknown): string[] {
    if (Array.isArray(x)) return x.map(str).filter((s) => s !== '');
    const one = str(x);
    return one === '' ? [] : [one];
}

function span(x: Json, start = 'start', end = 'end'): Span {
    const from = Math.max(0, num(x[start]) ?? 0);
    return { start: from, end: Math.max(from, num(x[end]) ?? from) };
}

function spanOrNull(x: unknown): Span | null {
    const o = obj(x);
    return num(o['start']) === null || num(o['end']) === null ? null : span(o);
}

function readPublished(x: unknown): Published {
    const o = obj(x);
    return {
        value: strOrNull(o['value']),
        how: str(o['how']),
        evidence: str(o['evidence']),
        candidates: list(o['candidates'], (c) => ({
            value: str(c['value']),
            where: str(c['where']),
            whyNot: str(c['why_not']),
        })),
    };
}

function readArticle(o: Json): Article {
    return {
        id: str(o['id']),
        input: str(o['input']),
        outlet: strOrNull(o['outlet']),
        owner: strOrNull(o['owner']),
        agency: list(o['agency'], (a) => ({
            name: str(a['name']),
            evidence: str(a['evidence']),
            where: str(a['where']),
            span: spanOrNull(a),
        })),
        byline: strings(o['byline']),
        headline: str(o['headline']),
        language: str(o['language']),
        words: num(o['words']),
        text: str(o['text']),
        published: readPublished(o['published']),
        furniture: list(o['furniture'], (f) => ({ text: str(f['text']), why: str(f['why']) })),
    };
}

function readReconstruction(o: Json): Family['origin']['reconstruction'] {
    const text = str(o['text']);
    return text ? { text, doubtful: list(o['doubtful'], (d) => span(d)) } : null;
}

function readFamily(o: Json): Family {
    const origin = obj(o['origin']);
    const overlap = obj(o['overlap']);
    return {
        id: str(o['id']),
        witnesses: strings(o['witnesses']),
        origin: {
            article: strOrNull(origin['article']),
            agency: strOrNull(origin['agency']),
            why: strings(origin['why']).join(' '),
            reconstruction: readReconstruction(obj(origin['reconstruction'])),
        },
        nodes: list(o['nodes'], (n) => ({
            id: str(n['id']),
            article: strOrNull(n['article']),
            generation: num(n['generation']) ?? 0,
            family: strOrNull(n['family']),
        })),
        edges: list(o['edges'], (e) => ({
            from: str(e['from']),
            to: str(e['to']),
            kind: e['kind'] === 'second' ? 'second' : 'main',
            support: num(e['support']),
            why: list(e['why'], (w) => ({ cue: str(w['cue']), text: str(w['text']) })),
        })),
        slots: list(o['slots'], (s) => ({
            id: str(s['id']),
            class: str(s['class']),
            group: num(s['group']),
            readings: list(s['readings'], (r) => ({
                text: str(r['text']),
                at: list(r['at'], (p) => ({ article: str(p['article']), ...span(p) })),
            })),
        })),
        overlap: { min: num(overlap['min']), median: num(overlap['median']) },
    };
}

function readEntity(o: Json): Entity {
    const place = obj(o['place']);
    const lat = num(place['lat']);
    const lon = num(place['lon']);
    return {
        id: str(o['id']),
        kind: str(o['kind']),
        label: str(o['label']),
        names: list(o['names'], (n) => ({
            name: str(n['name']),
            count: num(n['count']) ?? 0,
            articles: strings(n['articles']),
        })),
        place:
            lat === null || lon === null
                ? null
                : {
                      lat,
                      lon,
                      gazetteer: str(place['gazetteer']),
                      precision: str(place['precision']),
                  },
        why: Array.isArray(o['why'])
            ? o['why'].map((w) => {
                  const part = obj(w);
                  const cue = str(part['cue']);
                  const text = str(part['text']);
                  return cue || text ? [cue, text].filter(Boolean).join(': ') : str(w);
              })
            : strings(o['why']),
    };
}

function readStatement(o: Json): Statement {
    const source = spanOrNull(o['source']);
    return {
        id: str(o['id']),
        article: str(o['article']),
        source: source && {
            span: source,
            full: spanOrNull(obj(o['source'])['full']),
            entity: strOrNull(obj(o['source'])['entity']),
        },
        cue: spanOrNull(o['cue']),
        content: list(o['content'], (c) => span(c)),
        stance: str(o['stance']) || 'asserts',
        quoted: o['quoted'] === true,
        time: str(obj(o['time'])['value'] ?? o['time']),
        places: strings(o['places']),
        figures: Array.isArray(o['figures'])
            ? o['figures'].filter((f) => typeof f === 'number')
            : [],
    };
}

function readClaim(o: Json): Claim {
    const support = obj(o['support']);
    const lists = obj(support['lists']);
    return {
        id: str(o['id']),
        label: str(o['label']),
        statements: strings(o['statements']),
        support: {
            articles: num(support['articles']) ?? 0,
            outlets: num(support['outlets']) ?? 0,
            owners: num(support['owners']) ?? 0,
            origins: num(support['origins']) ?? 0,
            lists: {
                articles: strings(lists['articles']),
                outlets: strings(lists['outlets']),
                owners: strings(lists['owners']),
                origins: strings(lists['origins']),
            },
            seenOnlyThrough: strings(support['seen_only_through']),
        },
    };
}

function readOptions(x: unknown): [string, string][] {
    if (typeof x === 'string') return x === '' ? [] : [['options', x]];
    if (Array.isArray(x)) return [['options', x.map(str).join(' ')]];
    return Object.entries(obj(x)).map(([key, value]) => [
        key,
        value === null ? 'none' : str(value),
    ]);
}

export function readReport(x: unknown): Report {
    const o = obj(x);
    const stemma = obj(o['stemma']);
    return {
        version: str(stemma['version']),
        options: readOptions(stemma['options']),
        skipped: list(o['skipped'], (s) => ({
            input: str(s['input']),
            position: str(s['position']),
            reason: str(s['reason']),
        })),
        articles: list(o['articles'], readArticle),
        passages: list(o['passages'], (p) => ({
            a: str(p['a']),
            aSpan: span(p, 'a_start', 'a_end'),
            b: str(p['b']),
            bSpan: span(p, 'b_start', 'b_end'),
            words: num(p['words']) ?? 0,
            identity: num(p['identity']),
            kind: str(p['kind']),
        })),
        families: list(o['families'], readFamily),
        habits: list(o['habits'], (h) => ({
            outlet: str(h['outlet']),
            articles: strings(h['articles']),
            text: strings(h['text']),
        })),
        stories: list(o['stories'], (s) => ({
            id: str(s['id']),
            articles: strings(s['articles']),
            families: strings(s['families']),
        })),
        entities: list(o['entities'], readEntity),
        figures: list(o['figures'], (f) => ({
            article: str(f['article']),
            span: span(f),
            low: num(f['low']),
            high: num(f['high']),
            relation: str(f['relation']),
            of: str(f['of']),
            entity: strOrNull(f['entity']),
        })),
        statements: list(o['statements'], readStatement),
        claims: list(o['claims'], readClaim),
        disagreements: list(o['disagreements'], (d) => ({
            claims: strings(d['claims']),
            about: str(d['about']),
            why: strings(d['why']).join(' '),
            kind: str(d['kind']),
        })),
        places: list(o['places'], (p) => ({
            entity: str(p['entity']),
            timeline: list(p['timeline'], (t) => ({
                from: strOrNull(t['from']),
                to: strOrNull(t['to']),
                state: str(t['state']),
                holder: str(t['holder']),
                accordingTo: strings(t['according_to']),
                disputedBy: strings(t['disputed_by']),
            })),
        })),
    };
}
