import { readFileSync } from 'node:fs';
import { Corpus } from '../src/model/corpus';
import { readReport } from '../src/model/report';

export function sampleJson(): Record<string, unknown> {
    return JSON.parse(readFileSync(new URL('sample.json', import.meta.url), 'utf8'));
}

export function sample(): Corpus {
    return new Corpus(readReport(sampleJson()));
}

/** A small generator of numbers, so that a failing case can be run again. */
export function numbers(seed: number): (below: number) => number {
    let x = seed >>> 0;
    return (below) => {
        x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
        return Math.floor((x / 2 ** 32) * below);
    };
}
