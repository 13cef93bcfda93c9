// Disagreements as a reader meets them: one question, and on either side all who take it.

import type { Corpus } from './corpus';

export interface Dispute {
    kind: string;
    about: string;
    why: string[];
    left: string[];
    right: string[];
    /** The places of its pairs in the report. */
    indexes: number[];
}

/**
 * The report has disagreements in pairs. Pairs of one kind about one thing that share a claim are
 * gathered around it: six who say a town fell, against the one who denies it. Nothing is gathered
 * that would set two claims against each other which the report does not.
 */
export function gatherDisputes(corpus: Corpus): Dispute[] {
    const out: Dispute[] = [];
    const byTopic = new Map<string, Dispute[]>();
    corpus.report.disagreements.forEach((d, index) => {
        const [a = '', b = ''] = d.claims;
        const topic = `${d.kind}\n${d.about}`;
        const near = byTopic.get(topic) ?? [];
        const found = d.kind === 'update' ? undefined : near.find((x) => join(x, a, b));
        if (found) {
            found.why.push(d.why);
            found.indexes.push(index);
            return;
        }
        const made: Dispute = {
            kind: d.kind,
            about: d.about,
            why: [d.why],
            left: [a],
            right: d.claims.slice(1),
            indexes: [index],
        };
        out.push(made);
        byTopic.set(topic, [...near, made]);
    });
    for (const d of out) {
        // Who denies answers: the right side.
        if (d.kind !== 'update' && denies(corpus, d.left) && !denies(corpus, d.right))
            [d.left, d.right] = [d.right, d.left];
    }
    return out;
}

function join(d: Dispute, a: string, b: string): boolean {
    for (const [shared, other] of [
        [a, b],
        [b, a],
    ] as const) {
        if (d.right.length === 1 && d.right[0] === shared && !d.left.includes(other)) {
            d.left.push(other);
            return true;
        }
        if (d.left.length === 1 && d.left[0] === shared && !d.right.includes(other)) {
            d.right.push(other);
            return true;
        }
    }
    return false;
}

function denies(corpus: Corpus, claims: readonly string[]): boolean {
    return claims.every((id) => {
        const claim = corpus.claims.get(id);
        const statements = claim ? corpus.statementsOf(claim.statements) : [];
        return statements.length > 0 && statements.every((s) => s.stance === 'denies');
    });
}
