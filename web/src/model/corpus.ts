// The report with everything findable by its id, and the words by which things are called.

import type { Article, Claim, Entity, Family, Report, Statement } from './report';
import { CodePoints } from './text';

export interface SourceLabel {
    text: string;
    /** The outlet speaks for itself: nobody is named as the source. */
    own: boolean;
}

function mapById<T extends { id: string }>(items: readonly T[]): Map<string, T> {
    return new Map(items.map((item) => [item.id, item]));
}

export class Corpus {
    readonly articles: Map<string, Article>;
    readonly families: Map<string, Family>;
    readonly entities: Map<string, Entity>;
    readonly statements: Map<string, Statement>;
    readonly claims: Map<string, Claim>;
    readonly familyOf = new Map<string, Family>();
    readonly claimOf = new Map<string, Claim>();
    readonly storyOf = new Map<string, string>();
    private readonly labels = new Map<string, string>();
    private readonly codePoints = new Map<string, CodePoints>();

    constructor(readonly report: Report) {
        this.articles = mapById(report.articles);
        this.families = mapById(report.families);
        this.entities = mapById(report.entities);
        this.statements = mapById(report.statements);
        this.claims = mapById(report.claims);
        for (const family of report.families) {
            for (const id of family.witnesses) this.familyOf.set(id, family);
        }
        for (const claim of report.claims) {
            for (const id of claim.statements)
                if (!this.claimOf.has(id)) this.claimOf.set(id, claim);
        }
        for (const story of report.stories) {
            for (const id of [...story.articles, ...story.families]) this.storyOf.set(id, story.id);
        }
        this.nameArticles();
    }

    /** Articles outside every family: each is an independent report of its own. */
    singles(): Article[] {
        return this.report.articles.filter((a) => !this.familyOf.has(a.id));
    }

    /** The outlet, or the input where it is not established; told apart where two would be equal. */
    label(article: string): string {
        return this.labels.get(article) ?? article;
    }

    /** The label and, where it leaves something out, the input in full: for titles. */
    longLabel(article: string): string {
        const label = this.label(article);
        const input = this.articles.get(article)?.input ?? '';
        return input === '' || input === label ? label : `${label} · ${input}`;
    }

    /**
     * Every way in which the words of a report name an article of the family, the longest first.
     * A name that two articles share stands for neither.
     */
    namesIn(family: Family): [name: string, article: string][] {
        const names = new Map<string, string | null>();
        for (const id of family.witnesses) {
            const a = this.articles.get(id);
            if (!a) continue;
            const input = inputName(a.input);
            const all = [a.outlet, input, a.outlet && input && `${a.outlet} (${input})`, a.id];
            for (const name of new Set(all)) {
                if (name) names.set(name, names.has(name) ? null : id);
            }
        }
        return [...names]
            .flatMap(([name, id]): [string, string][] => (id ? [[name, id]] : []))
            .sort((x, y) => y[0].length - x[0].length);
    }

    text(article: string): CodePoints {
        let text = this.codePoints.get(article);
        if (!text) {
            text = new CodePoints(this.articles.get(article)?.text ?? '');
            this.codePoints.set(article, text);
        }
        return text;
    }

    /** "Family 2", counted as the report lists them. */
    familyName(id: string): string {
        const at = this.report.families.findIndex((f) => f.id === id);
        return at < 0 ? id : `Family ${at + 1}`;
    }

    /** What the family goes back to, in a few words. */
    familyOrigin(family: Family): string {
        if (family.origin.article) return this.label(family.origin.article);
        return family.origin.agency ?? 'origin not established';
    }

    entityLabel(id: string): string {
        return this.entities.get(id)?.label || id;
    }

    /** A list entry of a support list: a family, an article, an entity, or the words themselves. */
    originLabel(id: string): string {
        const family = this.families.get(id);
        if (family) return `${this.familyName(id)} (${this.familyOrigin(family)})`;
        if (this.articles.has(id)) return this.label(id);
        const named = this.report.articles.filter((a) => inputName(a.input) === id);
        if (named.length === 1 && named[0]) return this.label(named[0].id);
        return this.entities.has(id) ? this.entityLabel(id) : id;
    }

    source(statement: Statement): SourceLabel {
        if (!statement.source) {
            return { text: `${this.label(statement.article)}, own voice`, own: true };
        }
        const entity = statement.source.entity;
        if (entity && this.entities.has(entity))
            return { text: this.entityLabel(entity), own: false };
        const { span, full } = statement.source;
        const words = this.text(statement.article).slice(full ?? span);
        return { text: words.replace(/\s+/g, ' ').trim() || 'source not established', own: false };
    }

    /** The different sources of some statements, named sources first, in order of appearance. */
    sources(statements: readonly Statement[]): SourceLabel[] {
        const seen = new Map<string, SourceLabel>();
        for (const s of statements) {
            const label = this.source(s);
            // "the army" and "The Army" are one.
            const key = `${label.own} ${label.text.toLowerCase().replace(/^the\s+/, '')}`;
            if (!seen.has(key)) seen.set(key, label);
        }
        return [...seen.values()].sort((x, y) => Number(x.own) - Number(y.own));
    }

    statementsOf(ids: readonly string[]): Statement[] {
        return ids.flatMap((id) => this.statements.get(id) ?? []);
    }

    private nameArticles(): void {
        const plain = new Map<string, string[]>();
        for (const a of this.report.articles) {
            const name = a.outlet ?? shortInput(a.input) ?? a.id;
            plain.set(name, [...(plain.get(name) ?? []), a.id]);
        }
        for (const [name, ids] of plain) {
            const more = new Map(ids.map((id) => [id, this.tellApart(id, name)]));
            ids.forEach((id, i) => {
                if (ids.length === 1) return this.labels.set(id, name);
                const own = more.get(id) ?? id;
                const clash = [...more].some(([other, word]) => other !== id && word === own);
                return this.labels.set(id, `${name} (${clash ? i + 1 : own})`);
            });
        }
    }

    /** What is said of an article beside a name that it shares: its input, else its id. */
    private tellApart(id: string, name: string): string {
        const short = shortInput(this.articles.get(id)?.input ?? '') ?? id;
        return short === name ? elide(id, SHORT_NAME) : short;
    }
}

const SHORT_NAME = 30;

/** The last part of a path or address. */
export function inputName(input: string): string | null {
    const parts = input.split(/[\\/]/).filter((p) => p !== '');
    return parts[parts.length - 1] ?? null;
}

/** The last part of a path without the ending of a file, short enough to stand in a sentence. */
export function shortInput(input: string): string | null {
    const name = inputName(input);
    return name && elide(name.replace(/(?<=.)\.[a-z][a-z0-9]{0,5}(?=$|:\d+$)/i, ''), SHORT_NAME);
}

/** A long name without its middle: both ends are what tells names of one kind apart. */
export function elide(name: string, letters: number): string {
    const all = [...name];
    if (all.length <= letters) return name;
    const tail = Math.floor((letters - 1) / 2);
    return `${all.slice(0, letters - 1 - tail).join('')}…${all.slice(-tail).join('')}`;
}
