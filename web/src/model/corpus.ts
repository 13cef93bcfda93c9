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
        return this.entities.has(id) ? this.entityLabel(id) : id;
    }

    source(statement: Statement): SourceLabel {
        if (!statement.source) {
            return { text: `${this.label(statement.article)}, own voice`, own: true };
        }
        const entity = statement.source.entity;
        if (entity && this.entities.has(entity))
            return { text: this.entityLabel(entity), own: false };
        const words = this.text(statement.article).slice(statement.source.span);
        return { text: words.replace(/\s+/g, ' ').trim() || 'source not established', own: false };
    }

    /** The different sources of some statements, named sources first, in order of appearance. */
    sources(statements: readonly Statement[]): SourceLabel[] {
        const seen = new Map<string, SourceLabel>();
        for (const s of statements) {
            const label = this.source(s);
            if (!seen.has(label.text)) seen.set(label.text, label);
        }
        return [...seen.values()].sort((x, y) => Number(x.own) - Number(y.own));
    }

    statementsOf(ids: readonly string[]): Statement[] {
        return ids.flatMap((id) => this.statements.get(id) ?? []);
    }

    private nameArticles(): void {
        const plain = new Map<string, string[]>();
        for (const a of this.report.articles) {
            const name = a.outlet ?? inputName(a.input) ?? a.id;
            plain.set(name, [...(plain.get(name) ?? []), a.id]);
        }
        for (const [name, ids] of plain) {
            ids.forEach((id, i) => {
                if (ids.length === 1) return this.labels.set(id, name);
                const a = this.articles.get(id);
                const more = a?.outlet ? (inputName(a.input) ?? id) : id;
                const clash = ids.some(
                    (other) =>
                        other !== id && inputName(this.articles.get(other)?.input ?? '') === more,
                );
                return this.labels.set(id, `${name} (${clash ? i + 1 : more})`);
            });
        }
    }
}

/** The last part of a path or address. */
export function inputName(input: string): string | null {
    const parts = input.split(/[\\/]/).filter((p) => p !== '');
    return parts[parts.length - 1] ?? null;
}
