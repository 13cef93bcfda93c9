// Reads the built page, and drives it in Chromium; where there is no Chromium that part skips and says so.

import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleJson } from './helpers';

const built = new URL('../dist/report.html', import.meta.url);
const browserPath = [
    process.env['STEMMA_CHROMIUM'] ?? '',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
].find((p) => p !== '' && existsSync(p));

const FLAGS = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
];

if (!browserPath)
    console.warn('page tests skipped: no Chromium found (set STEMMA_CHROMIUM to its path)');

describe('the built file', () => {
    const html = readFileSync(built, 'utf8');

    it('has the data marker exactly once, inside the data element', () => {
        expect(html.split('@STEMMA_DATA@')).toHaveLength(2);
        expect(html).toContain(
            '<script type="application/json" id="stemma-data">@STEMMA_DATA@</script>',
        );
    });

    it('allows no network, and no script or style but its own', () => {
        const csp = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
        expect(csp).toContain("default-src 'none'");
        expect(csp).not.toContain('unsafe');
        for (const tag of ['script type="module"', 'style']) {
            const name = tag.split(' ')[0]!;
            const body = new RegExp(`<${tag}>([\\s\\S]*?)</${name}>`).exec(html)?.[1] ?? '';
            expect(body.length).toBeGreaterThan(100);
            expect(csp).toContain(createHash('sha256').update(body).digest('base64'));
        }
    });

    it('names no other host and never reads text as HTML', () => {
        const hosts = [...html.matchAll(/https?:\/\/[^\s"'`<>)]+/g)].map((m) => m[0]);
        expect(hosts.filter((h) => !h.startsWith('http://www.w3.org/'))).toEqual([]);
        expect(html).not.toMatch(
            /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/,
        );
    });
});

describe.skipIf(!browserPath)('the page in Chromium', () => {
    let browser: Browser;
    let folder: string;
    const html = readFileSync(built, 'utf8');

    beforeAll(async () => {
        folder = mkdtempSync(join(tmpdir(), 'stemma-page-'));
        browser = await chromium.launch({ executablePath: browserPath!, args: FLAGS });
    });
    afterAll(async () => {
        await browser?.close();
        rmSync(folder, { recursive: true, force: true });
    });

    /** Writes the page as the command does, and opens it; every problem the page reports is kept. */
    async function open(report: unknown, options: Parameters<Browser['newPage']>[0] = {}) {
        const json = typeof report === 'string' ? report : JSON.stringify(report);
        const file = join(folder, `r${Math.random().toString(36).slice(2)}.html`);
        writeFileSync(
            file,
            html.replace('@STEMMA_DATA@', () => json.replaceAll('<', '\\u003c')),
        );
        const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, ...options });
        const requests: string[] = [];
        const problems: string[] = [];
        page.on('request', (r) => requests.push(r.url()));
        page.on('pageerror', (e) => problems.push(e.message));
        page.on('console', (m) => {
            if (m.type() === 'error' || m.type() === 'warning') problems.push(m.text());
        });
        const url = pathToFileURL(file).href;
        await page.goto(url);
        return { page, requests, problems, url };
    }

    async function tab(page: Page, id: string) {
        await page.click(`#tab-${id}`);
        await page.waitForSelector(`#section-${id}:not([hidden])`);
    }

    it('says the counts first, and asks the network for nothing', async () => {
        const { page, requests, problems, url } = await open(sampleJson());
        expect(await page.textContent('h1')).toBe('8 articles, 7 outlets, 4 independent reports');
        for (const t of await page.locator('[role=tab]').all()) await t.click();
        await page.waitForTimeout(100);
        expect(requests.filter((r) => r !== url && !r.startsWith('data:'))).toEqual([]);
        expect(problems).toEqual([]);
        await page.close();
    });

    it('shows hostile words as words', async () => {
        const { page, problems } = await open(sampleJson());
        await tab(page, 'articles');
        const heads = await page.locator('#panel-articles h3').allTextContents();
        expect(heads).toContain(
            'Ferry town changes hands <script>document.title="broken out"</script>',
        );
        expect(heads).toContain('"><img src=x onerror="document.title=\'broken out\'">');
        expect(await page.title()).toBe(
            '8 articles, 7 outlets, 4 independent reports – Stemma report',
        );
        expect(await page.locator('img').count()).toBe(0);
        expect(problems).toEqual([]);
        await page.close();
    });

    it('draws the stemma and gives the evidence of the edge that has the focus', async () => {
        const { page } = await open(sampleJson());
        const first = page.locator('.family').first();
        await first.locator('.canvas .edge').first().waitFor();
        expect(await first.locator('.canvas .edge.main').count()).toBe(5);
        expect(await first.locator('.canvas .edge.second').count()).toBe(1);
        expect(await first.locator('.canvas .node.lost').first().textContent()).toContain(
            'lost original (Meridian Wire)',
        );
        await first.locator('.edge[aria-label*="The Brennick Courier, main"]').focus();
        expect(await first.locator('.evidence').textContent()).toContain(
            '“(Meridian Wire)” stands in the dateline',
        );
        const widths = await first
            .locator('.canvas .edge.main .line')
            .evaluateAll((lines) => lines.map((l) => Number(l.getAttribute('stroke-width'))));
        expect(new Set(widths).size).toBe(5);
        await page.close();
    });

    it('gives long names room: no label over another, none cut off', async () => {
        const name = (i: number) => `pile/00${i}_5f0c${i}d2e9a7b41c3_flood_at_the_ferry.txt`;
        const ids = ['a', 'b', 'c', 'd'];
        const report = {
            articles: ids.map((id, i) => ({ id, input: name(i), text: 'Rain.', outlet: null })),
            families: [
                {
                    id: 'f1',
                    witnesses: ids,
                    origin: {
                        article: null,
                        agency: null,
                        why: `Nobody has all: ${ids
                            .map((_, i) => `${name(i).slice(5)} lacks “a; b: c”`)
                            .join('; ')}.`,
                    },
                    nodes: [
                        { id: 'n0', article: null, generation: 0 },
                        ...ids.map((id) => ({ id: `n-${id}`, article: id, generation: 1 })),
                    ],
                    edges: ids.map((id) => ({
                        from: 'n0',
                        to: `n-${id}`,
                        kind: 'main',
                        support: 1,
                        why: [{ cue: 'cut', text: `${name(0).slice(5)}: without “rain”` }],
                    })),
                    slots: [],
                },
            ],
        };
        for (const width of [1280, 700, 380]) {
            const { page } = await open(report, { viewport: { width, height: 800 } });
            await page.locator('.canvas .node').first().waitFor();
            const boxes = await page.locator('.canvas .node text').evaluateAll((all) => {
                const frame = all[0]!.closest('svg')!.getBoundingClientRect();
                return all.map((t) => {
                    const b = t.getBoundingClientRect();
                    return [
                        b.left - frame.left,
                        b.right - frame.left,
                        b.top,
                        b.bottom,
                        frame.width,
                    ];
                });
            });
            expect(boxes.length).toBeGreaterThan(4);
            for (const [left, right, , , frame] of boxes) {
                expect(left, `${width}`).toBeGreaterThanOrEqual(0);
                expect(right, `${width}`).toBeLessThanOrEqual(frame!);
            }
            boxes.forEach((x, i) =>
                boxes.slice(i + 1).forEach((y) => {
                    const beside = x[1]! <= y[0]! || y[1]! <= x[0]!;
                    const above = x[3]! <= y[2]! + 4 || y[3]! <= x[2]! + 4;
                    expect(beside || above, `${width}`).toBe(true);
                }),
            );
            const items = page.locator('.origin li');
            expect(await items.count()).toBe(4);
            expect(await items.nth(1).locator('a').getAttribute('href')).toBe('#articles/b');
            expect(await items.nth(1).textContent()).toContain('lacks “a; b: c”.');
            await page.locator('.canvas .edge').nth(2).focus();
            expect(await page.locator('.evidence li a').getAttribute('href')).toBe('#articles/a');
            await page.close();
        }
    });

    it('says of a lost copy of little support that it is not established', async () => {
        const report = sampleJson();
        const [first] = report['families'] as { edges: { to: string; support: number }[] }[];
        const edge = first!.edges.find((e) => e.to === 'n2')!;
        for (const [support, words] of [
            [0.51, 'not in this pile'],
            [0.3, 'not established (30 %)'],
        ] as const) {
            edge.support = support;
            const { page } = await open(report);
            const copy = page.locator('.canvas .node', { hasText: 'lost copy' });
            expect(await copy.textContent()).toContain(words);
            await page.close();
        }
    });

    it('shows what a lost original said, with what is doubtful marked', async () => {
        const report = sampleJson();
        const [first] = report['families'] as { origin: Record<string, unknown> }[];
        first!.origin['article'] = null;
        first!.origin['reconstruction'] = {
            text: 'The ferry \u{1f6a2} left <b>at noon</b>.',
            doubtful: [{ start: 10, end: 16 }],
        };
        const { page } = await open(report);
        await page.locator('summary', { hasText: 'a reconstruction' }).first().click();
        const said = page.locator('.reconstruction').first();
        expect(await said.textContent()).toBe('The ferry \u{1f6a2} left <b>at noon</b>.');
        expect(await said.locator('mark.doubt').textContent()).toBe('\u{1f6a2} left');
        await page.close();
    });

    it('lays two witnesses side by side with a mark for each difference', async () => {
        const { page } = await open(sampleJson());
        await tab(page, 'compare');
        await page.selectOption('.pick-b select', 'herald');
        const marks = (cls: string) => page.locator(`table.diff .d.c-${cls}`);
        expect(await marks('number').allTextContents()).toEqual([
            '[number: 1,200 and 1,500]#',
            '[number: 1,500]#',
        ]);
        expect(await marks('spelling').count()).toBe(0);
        await page.click('.chip:has-text("spelling")');
        expect(await marks('spelling').count()).toBe(2);
        expect(await marks('polarity').count()).toBe(0);
        await marks('hedge').first().focus();
        await page.keyboard.press('Enter');
        const readings = await page.locator('.slot-row .readings').textContent();
        expect(readings).toContain('are believed to have');
        expect(readings).toContain('Port Ellan Herald');
        await page.close();
    });

    it('leads from a variant to its place side by side', async () => {
        const { page } = await open(sampleJson());
        await tab(page, 'variants');
        await page.fill('#panel-variants input[type=search]', 'did not deny');
        await page.waitForFunction(
            () => document.querySelectorAll('.variants tbody tr').length === 1,
        );
        await page.click('.variants tbody tr a.jump');
        await page.waitForSelector('#section-compare:not([hidden])');
        const held = await page.evaluate(() => document.activeElement?.textContent);
        expect(held).toContain('denied');
        expect(await page.locator('table.diff th').allTextContents()).toEqual([
            'The Brennick Courier',
            'Daily Sextant',
        ]);
        await page.close();
    });

    it('sorts the variants by their heads', async () => {
        const { page } = await open(sampleJson());
        await tab(page, 'variants');
        await page.click('th[data-sort=class] button');
        expect(await page.getAttribute('th[data-sort=class]', 'aria-sort')).toBe('ascending');
        const first = await page.locator('.variants tbody .cls').first().textContent();
        expect(first).toContain('name');
        await page.close();
    });

    it('says who says what, with support, and filters by words', async () => {
        const { page } = await open(sampleJson());
        await tab(page, 'who');
        const took = page.locator('.claim', { hasText: 'Northern Council took Tarn Ferry' });
        expect(await took.locator('.support > summary').textContent()).toBe(
            '4 articles, 4 outlets, 1 independent origin ▲ Seen only through Meridian Wire.',
        );
        expect(await took.locator('blockquote').count()).toBe(0);
        await took.locator('.support > summary').click();
        await took.locator('blockquote').first().waitFor();
        expect(await took.locator('blockquote').count()).toBe(4);
        expect(await took.locator('blockquote .m.source').first().textContent()).toBe(
            'the provincial governor',
        );
        expect(await took.locator('blockquote .m.cue').first().textContent()).toBe('said');
        expect(await page.locator('.own-voice').evaluate((d: HTMLDetailsElement) => d.open)).toBe(
            false,
        );
        await page.fill('#panel-who input[type=search]', 'renn mill');
        await page.waitForFunction(() => document.querySelectorAll('.claim').length === 1);
        expect(await page.locator('.claim h3').textContent()).toBe('The Guard holds the mill');
        await page.close();
    });

    it('keeps updates apart from disagreements', async () => {
        const { page } = await open(sampleJson());
        await tab(page, 'disagreements');
        expect(await page.locator('.dispute:not(.update)').count()).toBe(3);
        const update = page.locator('.dispute.update');
        expect(await update.count()).toBe(1);
        expect(await update.textContent()).toContain('Later: 2,600 people have left');
        const first = page.locator('.dispute').first();
        expect(await first.locator('.column').count()).toBe(2);
        expect(await first.locator('.column .speaker').count()).toBe(2);
        expect(await first.locator('.column').last().locator('.where').textContent()).toMatch(
            /^In .+\.$/,
        );
        expect(await first.locator('.column blockquote').count()).toBe(2);
        await page.close();
    });

    it('works with the keyboard alone', async () => {
        const { page } = await open(sampleJson());
        await page.keyboard.press('Tab');
        expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
        await page.keyboard.press('Enter');
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
        await page.focus('#tab-families');
        await page.keyboard.press('ArrowRight');
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('tab-compare');
        await page.keyboard.press('End');
        expect(await page.getAttribute('#tab-skipped', 'aria-selected')).toBe('true');
        await page.keyboard.press('4');
        await page.waitForSelector('#section-who:not([hidden])');
        await page.keyboard.press('j');
        await page.keyboard.press('j');
        const held = () =>
            page.evaluate(() => document.activeElement?.querySelector('h3')?.textContent);
        expect(await held()).toBe('Northern Council took Tarn Ferry');
        await page.keyboard.press('k');
        expect(await held()).toBe('The Guard holds the mill');
        await page.keyboard.press('/');
        expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).type)).toBe(
            'search',
        );
        await page.keyboard.type('j?');
        expect(await page.inputValue('#panel-who input[type=search]')).toBe('j?');
        await page.keyboard.press('Escape');
        await page.keyboard.press('?');
        expect(await page.locator('dialog[open]').count()).toBe(1);
        await page.keyboard.press('Escape');
        expect(await page.locator('dialog[open]').count()).toBe(0);
        await page.close();
    });

    it('tells of a place in words that leave nothing open', async () => {
        const { page } = await open({
            articles: [{ id: 'x', input: 'x', outlet: 'The Post', text: 'They hold it.' }],
            entities: [{ id: 'e1', kind: 'place', label: 'Renn', names: [] }],
            statements: [
                { id: 's1', article: 'x', source: null, content: [{ start: 0, end: 12 }] },
            ],
            places: [
                {
                    entity: 'e1',
                    timeline: [
                        { from: null, to: null, state: 'held', holder: null, according_to: ['s1'] },
                        {
                            from: '2031-05-03/2031-05-04',
                            to: null,
                            state: 'taken',
                            holder: 'The Guard',
                            according_to: [],
                            disputed_by: ['s1'],
                        },
                    ],
                },
            ],
        });
        await tab(page, 'timeline');
        const rows = await page.locator('.place tbody tr').allTextContents();
        expect(rows[0]).toBe(
            '3 to 4 May 2031takenThe Guardsource not toldThe Post, own voice1 statement',
        );
        expect(rows[1]).toBe(
            'date not toldheldholder not toldThe Post, own voice1 statementnobody here',
        );
        await page.close();
    });

    it('opens at the place its address names', async () => {
        const { page, url } = await open(sampleJson());
        await page.goto(`${url}#articles/herald`);
        await page.waitForSelector('#section-articles:not([hidden])');
        expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(
            'Tarn Feri taken',
        );
        await page.goto(`${url}#who/c-count`);
        await page.waitForFunction(() =>
            document.activeElement?.textContent?.includes('Three hundred'),
        );
        await page.goto(`${url}#nowhere/%E0%A4%A`);
        expect(await page.locator('#section-families:not([hidden])').count()).toBe(1);
        await page.close();
    });

    it('has enough contrast, light and dark', async () => {
        for (const colorScheme of ['light', 'dark'] as const) {
            const { page } = await open(sampleJson(), { colorScheme });
            for (const id of [
                'families',
                'compare',
                'variants',
                'who',
                'disagreements',
                'timeline',
                'articles',
            ]) {
                await tab(page, id);
                await page
                    .locator(`#panel-${id} details:not([open]) > summary`)
                    .evaluateAll((all) => all.forEach((s) => (s as HTMLElement).click()));
                await page.waitForTimeout(30);
                expect(await page.evaluate(lowContrast), `${colorScheme} ${id}`).toEqual([]);
            }
            await page.close();
        }
    });

    it('fits 360 pixels', async () => {
        const { page } = await open(sampleJson(), { viewport: { width: 360, height: 740 } });
        for (const t of await page.locator('[role=tab]').all()) {
            await t.click();
            await page
                .locator('section:not([hidden]) details:not([open]) > summary')
                .evaluateAll((all) => all.forEach((s) => (s as HTMLElement).click()));
            await page.waitForTimeout(30);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            expect(wide, (await t.textContent()) ?? '').toBeLessThanOrEqual(360);
        }
        await page.close();
    });

    it('prints every section, open, in black on white', async () => {
        const { page } = await open(sampleJson(), { colorScheme: 'dark' });
        await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
        await page.emulateMedia({ media: 'print' });
        const shown = await page
            .locator('main > section')
            .evaluateAll((all) => all.map((s) => s.clientHeight > 0));
        expect(shown).toEqual(Array(9).fill(true));
        expect(await page.locator('details:not([open]):not(.repeat)').count()).toBe(0);
        expect(await page.locator('nav.tabs').isVisible()).toBe(false);
        expect(await page.locator('select').first().isVisible()).toBe(false);
        expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
            'rgb(255, 255, 255)',
        );
        expect(await page.locator('#section-articles .text').first().isVisible()).toBe(true);
        await page.close();
    });

    it('works with one article and no family, and with nothing', async () => {
        const one = { articles: [{ id: 'x', input: 'x.txt', text: 'Rain.', outlet: null }] };
        for (const [report, line] of [
            [one, '1 article, 0 outlets, 1 independent report'],
            [{}, '0 articles, 0 outlets, 0 independent reports'],
        ] as const) {
            const { page, problems } = await open(report);
            expect(await page.textContent('h1')).toBe(line);
            for (const t of await page.locator('[role=tab]').all()) await t.click();
            expect(problems).toEqual([]);
            await page.close();
        }
    });

    it('says so when there is no report in it', async () => {
        const { page } = await open('@NOTHING@');
        expect(await page.textContent('[role=alert]')).toContain('no report that can be read');
        await page.close();
    });

    it('lays out a line of 2 MB', async () => {
        const text = 'The guard left the mill at noon and nobody saw it. '.repeat(40_000);
        const articles = ['a', 'b'].map((id) => ({ id, input: id, text }));
        const { page, problems } = await open({
            articles,
            families: [{ id: 'f', witnesses: ['a', 'b'], nodes: [], edges: [], slots: [] }],
        });
        for (const t of await page.locator('[role=tab]').all()) await t.click();
        await tab(page, 'compare');
        expect(await page.locator('table.diff td').first().textContent()).toContain('not shown');
        expect(problems).toEqual([]);
        await page.close();
    });

    it('stays quick and small with 200 articles', async () => {
        const { page, problems } = await open(large(200));
        const painted = await page.evaluate(async () => {
            while (performance.getEntriesByName('first-contentful-paint').length === 0)
                await new Promise((done) => setTimeout(done, 20));
            return performance.getEntriesByName('first-contentful-paint')[0]!.startTime;
        });
        expect(painted).toBeLessThan(2000);
        expect(await page.textContent('h1')).toContain('200 articles');
        for (const t of await page.locator('[role=tab]').all()) {
            const begin = Date.now();
            await t.click();
            await page.waitForTimeout(0);
            expect(Date.now() - begin, (await t.textContent()) ?? '').toBeLessThan(3000);
        }
        expect(await page.locator('.claim').count()).toBeLessThanOrEqual(80);
        expect(await page.evaluate(() => document.getElementsByTagName('*').length)).toBeLessThan(
            20_000,
        );
        await tab(page, 'articles');
        await page.click('#panel-articles .show-more');
        expect(await page.locator('.article').count()).toBe(40);
        expect(problems).toEqual([]);
        await page.close();
    });
});

/** The sample many times over: each copy of it has ids of its own. */
function large(articles: number): Record<string, unknown> {
    const out: Record<string, unknown[]> = {};
    const base = sampleJson();
    const lists = Object.entries(base).filter((e): e is [string, unknown[]] => Array.isArray(e[1]));
    const ids = new Set<string>();
    for (const [, items] of lists) {
        for (const item of items) {
            const id = (item as { id?: string }).id;
            if (id) ids.add(id);
        }
    }
    for (let copy = 0; copy < articles / 8; copy++) {
        const rename = (x: unknown): unknown => {
            if (typeof x === 'string') return ids.has(x) ? `${x}-${copy}` : x;
            if (Array.isArray(x)) return x.map(rename);
            if (x === null || typeof x !== 'object') return x;
            return Object.fromEntries(Object.entries(x).map(([k, v]) => [k, rename(v)]));
        };
        for (const [key, items] of lists) (out[key] ??= []).push(...(rename(items) as unknown[]));
    }
    return { ...base, ...out };
}

/** Runs in the page: words whose colour is too near to what is behind them (WCAG AA, 4.5 to 1). */
function lowContrast(): string[] {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const rgba = (css: string): number[] => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = css;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = (c: number[]) => {
        const [r, g, b] = c.slice(0, 3).map((v) => {
            const s = v / 255;
            return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const bad = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const e = node.parentElement;
        if (!e || !node.textContent?.trim() || e.getClientRects().length === 0) continue;
        if (e.closest('.unseen, .skip, script, [disabled]')) continue;
        const style = getComputedStyle(e);
        const text = rgba(e instanceof SVGElement ? style.fill : style.color);
        let back = [255, 255, 255, 255];
        for (let up: Element | null = e; up; up = up.parentElement) {
            const c = rgba(getComputedStyle(up).backgroundColor);
            if (c[3] === 255) {
                back = c;
                break;
            }
        }
        const [hi, lo] = [light(text), light(back)].sort((x, y) => y - x);
        const ratio = (hi! + 0.05) / (lo! + 0.05);
        if (ratio < 4.5) bad.add(`${e.tagName}.${e.getAttribute('class')}: ${ratio.toFixed(2)}`);
    }
    return [...bad];
}
