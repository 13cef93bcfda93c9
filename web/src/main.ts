// Reads the report that the page carries and shows it.

import './style.css';
import { Corpus } from './model/corpus';
import { count, firstLine } from './model/counts';
import { readReport } from './model/report';
import { App, type View } from './page/app';
import { el } from './page/dom';
import { articlesView } from './view/articles';
import { ClassFilter } from './view/chips';
import { compareView } from './view/compare';
import { disagreementsView } from './view/disagreements';
import { entitiesView } from './view/entities';
import { familiesView } from './view/families';
import { skippedView } from './view/skipped';
import { timelineView } from './view/timeline';
import { variantsView } from './view/variants';
import { whoView } from './view/who';

function views(corpus: Corpus): View[] {
    const filter = new ClassFilter();
    const all = [
        familiesView(corpus),
        compareView(corpus, filter),
        variantsView(corpus, filter),
        whoView(corpus),
        disagreementsView(corpus),
        timelineView(corpus),
        entitiesView(corpus),
        articlesView(corpus),
    ];
    if (corpus.report.skipped.length > 0) all.push(skippedView(corpus));
    return all;
}

function start(): void {
    const host = document.getElementById('app');
    const data = document.getElementById('stemma-data');
    if (!host || !data) return;
    let json: unknown;
    try {
        json = JSON.parse(data.textContent ?? '');
    } catch {
        host.append(
            el(
                'p',
                { class: 'broken', role: 'alert' },
                'This page holds no report that can be read.',
            ),
        );
        return;
    }
    const corpus = new Corpus(readReport(json));
    document.title = `${firstLine(count(corpus))} – Stemma report`;
    new App(host, corpus, views(corpus));
}

start();
