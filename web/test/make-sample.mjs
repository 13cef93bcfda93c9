// Writes sample.json: a report on an invented event in an invented country, with everything that
// the page can show. Texts are given once, as a collation; offsets are counted from it, so that
// they are right by construction.

import { writeFileSync } from 'node:fs';

const len = (s) => [...s].length;

/** Texts and slots of a family from a collation: plain strings, and slots with a reading each. */
function weave(family, witnesses, parts) {
    const texts = Object.fromEntries(witnesses.map((w) => [w, '']));
    const slots = [];
    for (const part of parts) {
        if (typeof part === 'string') {
            for (const w of witnesses) texts[w] += part;
            continue;
        }
        const readings = new Map();
        for (const w of witnesses) {
            const text = part.r[w] ?? part.r['*'] ?? '';
            const start = len(texts[w]);
            texts[w] += text;
            if (!readings.has(text)) readings.set(text, []);
            readings.get(text).push({ article: w, start, end: start + len(text) });
        }
        slots.push({
            id: `${family}-s${slots.length + 1}`,
            class: part.c,
            readings: [...readings].map(([text, at]) => ({ text, at })),
        });
    }
    return { texts, slots };
}

const slot = (c, r) => ({ c, r });

const f1 = weave(
    'f1',
    ['courier', 'gazette', 'herald', 'sextant'],
    [
        slot('attribution', {
            courier: 'BRENNICK (Meridian Wire) — ',
            gazette: 'Brennick, 3 May (Meridian) – ',
            herald: '',
            sextant: '📷 From our news desk. ',
        }),
        'Fighters of the ',
        slot('name', { '*': 'Northern Council', herald: 'Council of the North' }),
        ' took the river town of ',
        slot('name', {
            courier: 'Tarn Ferry',
            gazette: 'Tarnferry',
            herald: 'Tarn Feri',
            sextant: 'Tarn Ferry',
        }),
        ' ',
        slot('date', { '*': 'on Thursday', herald: 'yesterday', sextant: 'on 3 May' }),
        ', ',
        slot('attribution', {
            '*': 'the provincial governor said',
            sextant: 'according to officials',
        }),
        '. Between ',
        slot('number', { '*': '1,200 and 1,500', herald: '1,500' }),
        ' people ',
        slot('hedge', { '*': 'are believed to have', herald: 'have' }),
        ' crossed the Ell bridge since dawn.',
        '\n\n',
        slot('typographic', { '*': '“We', gazette: '"We' }),
        ' had no ',
        slot('spelling', { '*': 'neighbours', herald: 'neighbors' }),
        ' left by noon',
        slot('typographic', { '*': ',”', gazette: '," ' }),
        ' said ',
        slot('name', { '*': 'Ilse Marrow', gazette: 'Ilsa Marrow' }),
        ', a baker who left with her two sons. ',
        slot('moved', { '*': 'The ferry has not run since April. ', sextant: '' }),
        'The Lowland Guard ',
        slot('polarity', { '*': 'denied', sextant: 'did not deny' }),
        ' that it had ',
        slot('wording', { '*': 'withdrawn from', gazette: 'pulled out of', sextant: 'left' }),
        ' the town.',
        slot('cut', {
            courier:
                '\n\nA spokeswoman for the Guard, Captain Oda Renn, said that its units “hold the mill and the north bank”. She gave no figures.',
            gazette:
                '\n\nA spokeswoman for the Guard, Captain Oda Renn, said that its units "hold the mill and the north bank".',
            herald: '',
            sextant: '',
        }),
        '\n\nThe Red Lantern relief group has put up 40 tents on the south road',
        slot('addition', { '*': '', herald: ', and the Port Ellan parish has sent blankets' }),
        '. Tarn has changed hands twice since the truce of 2029.',
        slot('moved', { '*': '', sextant: ' The ferry has not run since April.' }),
        slot('cut', {
            courier: '\n\nTalks between the two sides are to go on in Brennick next week.',
            gazette: '',
            herald: '',
            sextant: '\n\nTalks between the two sides are to go on in Brennick next week.',
        }),
    ],
);

const f2 = weave(
    'f2',
    ['harrow', 'anvil'],
    [
        'The Lowland Guard ',
        slot('polarity', { harrow: 'still holds', anvil: 'no longer holds' }),
        ' the mill at Tarn Ferry, the Harrow Press Service reported from the north bank. ',
        slot('hedge', { harrow: 'At least ', anvil: 'Some ' }),
        slot('number', { harrow: '2,000', anvil: '2,600' }),
        ' people have left the town, the Red Lantern group said on Friday.',
        slot('cut', {
            harrow: '\n\nIts coordinator, Piet Osk, said: “We count at the bridge, one by one.”',
            anvil: '',
        }),
    ],
);

const single =
    'I stood on the south road from six in the morning. Nobody from the Guard was at the mill when I passed it at nine, and the gate was open. Families walked in the rain; I counted three hundred and stopped counting.';
const undated =
    'Correction: an earlier version of this page gave a wrong figure for Tarn Ferry. The Red Lantern group now counts 2,600 people.';

const texts = { ...f1.texts, ...f2.texts, witness: single, fix: undated };

function at(article, words, from = 0) {
    const i = texts[article].indexOf(words, from);
    if (i < 0) throw new Error(`${article} has no “${words}”`);
    const start = len(texts[article].slice(0, i));
    return { start, end: start + len(words) };
}

const word = (s) => s.split(/\s+/).filter(Boolean).length;

function article(id, rest) {
    return {
        id,
        input: `pile/${id}.html`,
        outlet: null,
        owner: null,
        agency: [],
        byline: [],
        headline: '',
        language: 'en',
        words: word(texts[id]),
        text: texts[id],
        published: { value: null, how: 'stated', evidence: '', candidates: [] },
        furniture: [],
        ...rest,
    };
}

const articles = [
    article('courier', {
        outlet: 'The Brennick Courier',
        owner: 'Brennick Media Group',
        agency: [
            {
                name: 'Meridian Wire',
                evidence: '(Meridian Wire)',
                where: 'text',
                ...at('courier', 'Meridian Wire'),
            },
        ],
        byline: ['Tomas Velle'],
        headline: 'Northern Council takes Tarn Ferry, governor says',
        published: {
            value: '2031-05-03T18:40:00Z',
            how: 'stated',
            evidence: 'meta article:published_time',
            candidates: [
                {
                    value: '2031-06-11',
                    where: 'page footer',
                    why_not: 'day on which the page was saved',
                },
            ],
        },
        furniture: [
            {
                text: 'Subscribe now for one crown a week',
                why: 'link list, repeated on other pages of the outlet',
            },
            {
                text: 'Most read: Harbour tolls to rise',
                why: 'heading of a teaser, outside the article body',
            },
        ],
    }),
    article('gazette', {
        outlet: 'Lowmoor Gazette',
        owner: 'Brennick Media Group',
        agency: [
            {
                name: 'Meridian Wire',
                evidence: 'Brennick, 3 May (Meridian)',
                where: 'text',
                ...at('gazette', 'Meridian'),
            },
        ],
        headline: 'River town falls',
        published: {
            value: '2031-05-03',
            how: 'stated',
            evidence: 'dateline “3 May”, year from the address',
            candidates: [],
        },
        furniture: [{ text: 'Share this story', why: 'button text' }],
    }),
    article('herald', {
        outlet: 'Port Ellan Herald',
        owner: 'Ellan Trust',
        agency: [
            {
                name: 'Meridian Wire',
                evidence: 'With material from Meridian',
                where: 'furniture',
                start: null,
                end: null,
            },
        ],
        byline: ['Staff'],
        headline: 'Tarn Feri taken; 1,500 flee',
        published: {
            value: '2031-05-04',
            how: 'inferred',
            evidence:
                '“yesterday” stands where The Brennick Courier has “on Thursday” (2031-05-03)',
            candidates: [
                { value: '2033-01-19', where: 'meta date', why_not: 'later than the crawl' },
            ],
        },
    }),
    article('sextant', {
        outlet: 'Daily Sextant',
        owner: null,
        headline: 'Ferry town changes hands <script>document.title="broken out"</script>',
        byline: ['Sextant news desk'],
        published: {
            value: '2031-05-04T06:10:00+02:00',
            how: 'stated',
            evidence: 'time element under the headline',
            candidates: [],
        },
    }),
    article('harrow', {
        outlet: 'Vantage Nine',
        owner: 'Nine Holding',
        agency: [
            {
                name: 'Harrow Press Service',
                evidence: 'the Harrow Press Service reported',
                where: 'text',
                ...at('harrow', 'Harrow Press Service'),
            },
        ],
        headline: 'Guard “still holds the mill”',
        published: {
            value: '2031-05-05',
            how: 'stated',
            evidence: 'JSON-LD datePublished',
            candidates: [],
        },
    }),
    article('anvil', {
        outlet: 'The Weekly Anvil',
        owner: 'Ellan Trust',
        agency: [
            {
                name: 'Harrow Press Service',
                evidence: 'the Harrow Press Service reported',
                where: 'text',
                ...at('anvil', 'Harrow Press Service'),
            },
        ],
        headline: 'Guard out of the mill',
        published: {
            value: '2031-05',
            how: 'inferred',
            evidence: 'issue “May 2031” on the cover line',
            candidates: [],
        },
    }),
    article('witness', {
        outlet: 'The Quillon Post',
        owner: 'Quillon Cooperative',
        byline: ['Marta Ilvane'],
        headline: 'On the south road',
        published: { value: '2031-05-04', how: 'stated', evidence: 'dateline', candidates: [] },
    }),
    article('fix', {
        input: 'pile/<img src=x onerror=alert(1)>.txt',
        headline: '"><img src=x onerror="document.title=\'broken out\'">',
    }),
];

const statements = [];
function say(id, article, source, cue, content, more = {}) {
    statements.push({
        id,
        article,
        source: source && { ...at(article, source[0]), entity: source[1] ?? null },
        // The cue stands near its source: the first one from shortly before it.
        cue:
            cue &&
            at(article, cue, Math.max(0, texts[article].indexOf(source[0]) - cue.length - 1)),
        content: content.map((c) => at(article, c)),
        stance: 'asserts',
        quoted: false,
        time: null,
        places: ['e-tarn'],
        figures: [],
        ...more,
    });
    return id;
}

for (const [a, who, cue, place] of [
    ['courier', ['the provincial governor', 'e-gov'], 'said', 'Tarn Ferry'],
    ['gazette', ['the provincial governor', 'e-gov'], 'said', 'Tarnferry'],
    ['herald', ['the provincial governor', 'e-gov'], 'said', 'Tarn Feri'],
    ['sextant', ['officials', null], 'according to', 'Tarn Ferry'],
]) {
    const name = a === 'herald' ? 'Council of the North' : 'Northern Council';
    say(`took-${a}`, a, who, cue, [`Fighters of the ${name} took the river town of ${place}`], {
        time: '2031-05-03',
    });
}
for (const a of ['courier', 'gazette', 'herald', 'sextant']) {
    const words =
        a === 'herald'
            ? 'Between 1,500 people have crossed the Ell bridge'
            : 'Between 1,200 and 1,500 people are believed to have crossed the Ell bridge';
    say(`fled-${a}`, a, null, null, [words], {
        stance: a === 'herald' ? 'asserts' : 'hedges',
        figures: [a === 'herald' ? 1 : 0],
    });
}
say(
    'left-harrow',
    'harrow',
    ['the Red Lantern group', 'e-lantern'],
    'said',
    ['2,000 people have left the town'],
    { figures: [2] },
);
say(
    'left-anvil',
    'anvil',
    ['the Red Lantern group', 'e-lantern'],
    'said',
    ['2,600 people have left the town'],
    { figures: [3] },
);
say('left-fix', 'fix', ['The Red Lantern group', 'e-lantern'], 'counts', ['2,600 people'], {
    figures: [4],
});
say(
    'mill-courier',
    'courier',
    ['Captain Oda Renn', 'e-renn'],
    'said',
    ['hold the mill and the north bank'],
    { quoted: true },
);
say(
    'mill-gazette',
    'gazette',
    ['Captain Oda Renn', 'e-renn'],
    'said',
    ['hold the mill and the north bank'],
    { quoted: true },
);
say('mill-harrow', 'harrow', ['the Harrow Press Service', 'e-harrow'], 'reported', [
    'The Lowland Guard still holds the mill at Tarn Ferry',
]);
say('empty-witness', 'witness', null, null, [
    'Nobody from the Guard was at the mill when I passed it at nine',
]);
say(
    'deny-courier',
    'courier',
    ['The Lowland Guard', 'e-guard'],
    'denied',
    ['it had withdrawn from the town'],
    { stance: 'denies' },
);
say(
    'deny-gazette',
    'gazette',
    ['The Lowland Guard', 'e-guard'],
    'denied',
    ['it had pulled out of the town'],
    { stance: 'denies' },
);
say(
    'noneighbours',
    'courier',
    ['Ilse Marrow', 'e-marrow'],
    'said',
    ['We had no neighbours left by noon'],
    { quoted: true },
);
say('rain', 'witness', null, null, ['I counted three hundred and stopped counting'], {
    places: [],
    figures: [5],
});

const OUTLET = Object.fromEntries(articles.map((a) => [a.id, a.outlet]));
const OWNER = Object.fromEntries(articles.map((a) => [a.id, a.owner]));
const unique = (list) => [...new Set(list.filter(Boolean))];

function claim(id, label, ids, origins, through = []) {
    const from = unique(ids.map((s) => statements.find((x) => x.id === s).article));
    const outlets = unique(from.map((a) => OUTLET[a]));
    const owners = unique(from.map((a) => OWNER[a]));
    return {
        id,
        label,
        statements: ids,
        support: {
            articles: from.length,
            outlets: outlets.length,
            owners: owners.length,
            origins: origins.length,
            lists: { articles: from, outlets, owners, origins },
            seen_only_through: through,
        },
    };
}

const claims = [
    claim(
        'c-took',
        'Northern Council took Tarn Ferry',
        ['took-courier', 'took-gazette', 'took-herald', 'took-sextant'],
        ['f1'],
        ['Meridian Wire'],
    ),
    claim(
        'c-deny',
        'The Lowland Guard has not withdrawn from Tarn Ferry',
        ['deny-courier', 'deny-gazette'],
        ['f1'],
        ['Meridian Wire'],
    ),
    claim(
        'c-mill',
        'The Guard holds the mill',
        ['mill-courier', 'mill-gazette', 'mill-harrow'],
        ['e-renn', 'f2'],
    ),
    claim('c-nomill', 'Nobody from the Guard was at the mill', ['empty-witness'], ['witness']),
    claim('c-2000', 'At least 2,000 people have left', ['left-harrow'], ['e-lantern']),
    claim('c-2600', '2,600 people have left', ['left-anvil', 'left-fix'], ['e-lantern']),
    claim(
        'c-fled',
        '1,200 to 1,500 people crossed the Ell bridge',
        ['fled-courier', 'fled-gazette', 'fled-sextant'],
        ['f1'],
        ['Meridian Wire'],
    ),
    claim('c-fled2', '1,500 people crossed the Ell bridge', ['fled-herald'], ['f1']),
    claim('c-neigh', 'No neighbours were left by noon', ['noneighbours'], ['e-marrow']),
    claim('c-count', 'Three hundred people were counted on the south road', ['rain'], ['witness']),
];

const entity = (id, kind, label, names, why = [], place = null) => ({
    id,
    kind,
    label,
    names: names.map(([name, ...arts]) => ({ name, count: arts.length + 1, articles: arts })),
    place,
    why,
});

const report = {
    stemma: { version: '0.1.0', options: { lang: 'auto', threads: 2, names: null, plain: false } },
    skipped: [
        { input: 'pile/empty.html', position: null, reason: 'the file is empty' },
        {
            input: 'pile/all.jsonl',
            position: 'line 14',
            reason: 'not JSON: unexpected end of a string at byte 212',
        },
    ],
    articles,
    passages: [
        {
            a: 'courier',
            a_start: 20,
            a_end: 400,
            b: 'gazette',
            b_start: 22,
            b_end: 402,
            words: 112,
            identity: 0.93,
            kind: 'copy',
        },
        {
            a: 'courier',
            a_start: 20,
            a_end: 380,
            b: 'herald',
            b_start: 0,
            b_end: 330,
            words: 78,
            identity: 0.84,
            kind: 'copy',
        },
        {
            a: 'harrow',
            a_start: 0,
            a_end: 120,
            b: 'anvil',
            b_start: 0,
            b_end: 120,
            words: 22,
            identity: 0.88,
            kind: 'copy',
        },
        {
            a: 'courier',
            a_start: 300,
            a_end: 360,
            b: 'harrow',
            b_start: 0,
            b_end: 40,
            words: 7,
            identity: 1,
            kind: 'quote',
        },
    ],
    families: [
        {
            id: 'f1',
            witnesses: ['courier', 'gazette', 'herald', 'sextant'],
            origin: {
                article: null,
                agency: 'Meridian Wire',
                why: 'Two witnesses credit Meridian Wire in their first line and each has text that the other lacks, so neither copied the other.',
            },
            nodes: [
                { id: 'n0', article: null, generation: 0 },
                { id: 'n1', article: 'courier', generation: 1 },
                { id: 'n2', article: null, generation: 1 },
                { id: 'n3', article: 'gazette', generation: 2 },
                { id: 'n4', article: 'herald', generation: 2 },
                { id: 'n5', article: 'sextant', generation: 2 },
                { id: 'n6', article: null, generation: 0, family: 'f2' },
            ],
            edges: [
                {
                    from: 'n0',
                    to: 'n1',
                    kind: 'main',
                    support: 0.94,
                    why: [
                        { cue: 'credit', text: '“(Meridian Wire)” stands in the dateline' },
                        { cue: 'completeness', text: 'has every paragraph that any other has' },
                    ],
                },
                {
                    from: 'n0',
                    to: 'n2',
                    kind: 'main',
                    support: 0.58,
                    why: [
                        {
                            cue: 'shared cut',
                            text: 'the last paragraph is missing in both copies below',
                        },
                    ],
                },
                {
                    from: 'n2',
                    to: 'n3',
                    kind: 'main',
                    support: 0.71,
                    why: [
                        { cue: 'cut from the end', text: 'keeps the spokeswoman, lacks the talks' },
                    ],
                },
                {
                    from: 'n2',
                    to: 'n4',
                    kind: 'main',
                    support: 0.66,
                    why: [
                        {
                            cue: 'house spelling',
                            text: '“neighbors” where all others have “neighbours”',
                        },
                        { cue: 'hedge dropped', text: '“are believed to have” became “have”' },
                    ],
                },
                {
                    from: 'n1',
                    to: 'n5',
                    kind: 'main',
                    support: 0.45,
                    why: [
                        { cue: 'time', text: 'published ten hours later' },
                        { cue: 'moved', text: 'the sentence on the ferry went to the end' },
                    ],
                },
                {
                    from: 'n6',
                    to: 'n5',
                    kind: 'second',
                    support: 0.3,
                    why: [
                        {
                            cue: 'contiguous block',
                            text: 'one sentence agrees with Family 2 alone',
                        },
                    ],
                },
            ],
            slots: f1.slots,
            overlap: { min: 0.55, median: 0.78 },
        },
        {
            id: 'f2',
            witnesses: ['harrow', 'anvil'],
            origin: {
                article: 'harrow',
                agency: 'Harrow Press Service',
                why: 'The other witness lacks its last paragraph and gives a later figure.',
            },
            nodes: [
                { id: 'm0', article: 'harrow', generation: 0 },
                { id: 'm1', article: 'anvil', generation: 1 },
            ],
            edges: [
                {
                    from: 'm0',
                    to: 'm1',
                    kind: 'main',
                    support: 0.82,
                    why: [{ cue: 'cut from the end', text: 'the coordinator’s words are missing' }],
                },
            ],
            slots: f2.slots,
            overlap: { min: 0.7, median: 0.7 },
        },
    ],
    stories: [{ id: 'st1', articles: articles.map((a) => a.id), families: ['f1', 'f2'] }],
    entities: [
        entity(
            'e-tarn',
            'place',
            'Tarn Ferry',
            [
                ['Tarn Ferry', 'courier', 'sextant', 'harrow', 'anvil', 'fix'],
                ['Tarnferry', 'gazette'],
                ['Tarn Feri', 'herald'],
                ['Tarn', 'courier', 'gazette', 'herald', 'sextant'],
            ],
            [
                'Tarn Ferry, Tarnferry and Tarn Feri stand in one slot of aligned copies',
                '“Tarn” follows the full name in the same article',
            ],
            { lat: 51.204, lon: -7.33, gazetteer: 'invented', precision: 'town' },
        ),
        entity(
            'e-council',
            'organisation',
            'Northern Council',
            [
                ['Northern Council', 'courier', 'gazette', 'sextant'],
                ['Council of the North', 'herald'],
            ],
            ['one slot of aligned copies'],
        ),
        entity(
            'e-guard',
            'organisation',
            'Lowland Guard',
            [
                ['Lowland Guard', 'courier', 'gazette', 'herald', 'sextant', 'harrow', 'anvil'],
                ['the Guard', 'courier', 'witness'],
            ],
            ['short form after the full name'],
        ),
        entity(
            'e-marrow',
            'person',
            'Ilse Marrow',
            [
                ['Ilse Marrow', 'courier', 'herald', 'sextant'],
                ['Ilsa Marrow', 'gazette'],
            ],
            ['one slot of aligned copies', 'one letter apart'],
        ),
        entity('e-renn', 'person', 'Captain Oda Renn', [
            ['Captain Oda Renn', 'courier', 'gazette'],
        ]),
        entity('e-gov', 'person', 'provincial governor', [
            ['the provincial governor', 'courier', 'gazette', 'herald'],
        ]),
        entity(
            'e-lantern',
            'organisation',
            'Red Lantern',
            [
                ['Red Lantern relief group', 'courier', 'gazette', 'herald', 'sextant'],
                ['Red Lantern group', 'harrow', 'anvil', 'fix'],
            ],
            ['same head name'],
        ),
        entity('e-harrow', 'organisation', 'Harrow Press Service', [
            ['Harrow Press Service', 'harrow', 'anvil'],
        ]),
        entity('e-mill', 'place', 'the mill', [
            ['the mill', 'courier', 'gazette', 'harrow', 'anvil', 'witness'],
        ]),
    ],
    dates: [
        {
            article: 'courier',
            ...at('courier', 'on Thursday'),
            value: '2031-05-03',
            how: 'dateline',
        },
    ],
    figures: [
        {
            article: 'courier',
            ...at('courier', '1,200 and 1,500'),
            low: 1200,
            high: 1500,
            relation: 'between',
            of: 'people',
            entity: null,
        },
        {
            article: 'herald',
            ...at('herald', '1,500'),
            low: 1500,
            high: 1500,
            relation: 'exact',
            of: 'people',
            entity: null,
        },
        {
            article: 'harrow',
            ...at('harrow', '2,000'),
            low: 2000,
            high: null,
            relation: 'at least',
            of: 'people',
            entity: null,
        },
        {
            article: 'anvil',
            ...at('anvil', '2,600'),
            low: 2600,
            high: 2600,
            relation: 'about',
            of: 'people',
            entity: null,
        },
        {
            article: 'fix',
            ...at('fix', '2,600'),
            low: 2600,
            high: 2600,
            relation: 'exact',
            of: 'people',
            entity: null,
        },
        {
            article: 'witness',
            ...at('witness', 'three hundred'),
            low: 300,
            high: 300,
            relation: 'at least',
            of: 'people',
            entity: null,
        },
    ],
    statements,
    claims,
    disagreements: [
        {
            claims: ['c-mill', 'c-nomill'],
            about: 'who holds the mill',
            why: 'One side says that the Guard holds the mill; an eyewitness saw nobody of it there the same morning.',
            kind: 'holder',
        },
        {
            claims: ['c-took', 'c-deny'],
            about: 'Tarn Ferry',
            why: 'The Guard denies what the governor asserts.',
            kind: 'denial',
        },
        {
            claims: ['c-fled', 'c-fled2'],
            about: 'people who crossed the Ell bridge',
            why: '“1,200 to 1,500, believed” became “1,500” without the hedge.',
            kind: 'figures',
        },
        {
            claims: ['c-2000', 'c-2600'],
            about: 'people who left the town',
            why: 'The same source gives a higher count later.',
            kind: 'update',
        },
    ],
    places: [
        {
            entity: 'e-tarn',
            timeline: [
                {
                    from: null,
                    to: '2031-05-03',
                    state: 'held',
                    holder: 'e-guard',
                    according_to: ['took-courier'],
                    disputed_by: [],
                },
                {
                    from: '2031-05-03',
                    to: null,
                    state: 'held',
                    holder: 'e-council',
                    according_to: ['took-courier', 'took-gazette', 'took-herald', 'took-sextant'],
                    disputed_by: ['deny-courier', 'deny-gazette'],
                },
            ],
        },
        {
            entity: 'e-mill',
            timeline: [
                {
                    from: '2031-05-03',
                    to: '2031-05-05',
                    state: 'held',
                    holder: 'e-guard',
                    according_to: ['mill-courier', 'mill-gazette', 'mill-harrow'],
                    disputed_by: ['empty-witness'],
                },
                {
                    from: '2031-05-04T09:00',
                    to: null,
                    state: 'empty',
                    holder: null,
                    according_to: ['empty-witness'],
                    disputed_by: [],
                },
            ],
        },
    ],
};

writeFileSync(new URL('sample.json', import.meta.url), JSON.stringify(report, null, 1) + '\n');
