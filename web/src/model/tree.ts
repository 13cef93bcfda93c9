// The stemma as a drawing: which node hangs under which, and where each stands.

import { hierarchy, tree as tidyTree } from 'd3-hierarchy';
import type { Family, StemmaEdge, StemmaNode } from './report';

export interface TreeNode {
    node: StemmaNode;
    parent: TreeNode | null;
    /** The edge from the parent. */
    edge: StemmaEdge | null;
    children: TreeNode[];
    isOrigin: boolean;
}

export interface Stemma {
    roots: TreeNode[];
    /** Nodes that are nothing but a second source, with the node that they feed. */
    beside: Map<TreeNode, TreeNode>;
    byId: Map<string, TreeNode>;
    /** Edges that are not part of the tree: second sources. */
    seconds: StemmaEdge[];
}

/**
 * The tree of the main edges. An edge that would give a node two parents or close a ring is kept
 * as a second source, so that every edge of the report is drawn.
 */
export function buildStemma(family: Family): Stemma {
    const byId = new Map<string, TreeNode>();
    const nodes = family.nodes.length > 0 ? family.nodes : family.witnesses.map(asNode);
    for (const node of nodes) {
        byId.set(node.id, { node, parent: null, edge: null, children: [], isOrigin: false });
    }
    const seconds: StemmaEdge[] = [];
    for (const edge of family.edges) {
        const from = byId.get(edge.from);
        const to = byId.get(edge.to);
        if (!from || !to) continue;
        if (edge.kind === 'second' || to.parent || isAbove(to, from)) {
            seconds.push(edge);
            continue;
        }
        to.parent = from;
        to.edge = edge;
        from.children.push(to);
    }
    const roots = [...byId.values()].filter((n) => !n.parent);
    const beside = new Map<TreeNode, TreeNode>();
    for (const edge of seconds) {
        const from = byId.get(edge.from);
        const to = byId.get(edge.to);
        const only =
            from && !from.parent && from.children.length === 0 && from.node.article === null;
        if (only && to && from !== to && !beside.has(from) && !beside.has(to)) beside.set(from, to);
    }
    // Branches with a second source go last, next to the place where that source is drawn.
    const targets = new Set([...beside.values()].flatMap(withAncestors));
    for (const n of byId.values())
        n.children.sort((x, y) => Number(targets.has(x)) - Number(targets.has(y)));
    const origin = family.origin.article
        ? [...byId.values()].find((n) => n.node.article === family.origin.article)
        : roots.find((n) => n.node.article === null && n.node.family === null);
    if (origin) origin.isOrigin = true;
    return { roots: roots.filter((n) => !beside.has(n)), beside, byId, seconds };
}

function asNode(article: string): StemmaNode {
    return { id: article, article, generation: 0, family: null };
}

function withAncestors(n: TreeNode): TreeNode[] {
    const all: TreeNode[] = [];
    for (let at: TreeNode | null = n; at; at = at.parent) all.push(at);
    return all;
}

function isAbove(node: TreeNode, below: TreeNode): boolean {
    for (let at: TreeNode | null = below; at; at = at.parent) if (at === node) return true;
    return false;
}

export interface Placed {
    x: number;
    y: number;
    depth: number;
}

export interface Layout {
    kind: 'tidy' | 'indented';
    width: number;
    height: number;
    at: Map<TreeNode, Placed>;
}

export const TIDY = { column: 96, gap: 22, row: 108, marginX: 12, top: 34, bottom: 68 };
export const INDENTED = { step: 26, row: 46, left: 14, top: 24 };

/** Origin on top, one level below the other: for trees that fit the width. */
function tidyLayout(stemma: Stemma, labelWidth: (n: TreeNode) => number): Layout {
    interface Holder {
        item: TreeNode | null;
        children: Holder[];
    }
    // Each node has the room that its words need, and never less than a column.
    const room = (n: TreeNode | null) => Math.max(TIDY.column, (n ? labelWidth(n) : 0) + TIDY.gap);
    const wrap = (n: TreeNode): Holder => ({ item: n, children: n.children.map(wrap) });
    const root = hierarchy<Holder>({ item: null, children: stemma.roots.map(wrap) });
    const laid = tidyTree<Holder>()
        .nodeSize([1, TIDY.row])
        .separation((p, q) => (room(p.data.item) + room(q.data.item)) / 2)(root);
    const all = laid.descendants().filter((d) => d.data.item !== null);
    const left = Math.min(...all.map((d) => d.x - room(d.data.item) / 2), 0);
    const right = Math.max(...all.map((d) => d.x + room(d.data.item) / 2), 0);
    const at = new Map<TreeNode, Placed>();
    let deepest = 0;
    for (const d of all) {
        if (!d.data.item) continue;
        const y = TIDY.top + (d.depth - 1) * TIDY.row;
        deepest = Math.max(deepest, y);
        at.set(d.data.item, { x: d.x - left + TIDY.marginX, y, depth: d.depth - 1 });
    }
    // A second source stands right of the tree, one level above what it feeds.
    let edge = right - left + TIDY.marginX;
    for (const [n, target] of stemma.beside) {
        const level = Math.max(0, (at.get(target)?.depth ?? 1) - 1);
        at.set(n, { x: edge + room(n) / 2, y: TIDY.top + level * TIDY.row, depth: level });
        edge += room(n);
    }
    return { kind: 'tidy', width: edge + TIDY.marginX, height: deepest + TIDY.bottom, at };
}

/** One node a line, children set in: for narrow windows and for large families. */
function indentedLayout(stemma: Stemma, width: number): Layout {
    const at = new Map<TreeNode, Placed>();
    const stack = stemma.roots.map((n) => ({ n, depth: 0 })).reverse();
    let line = 0;
    let deepest = 0;
    for (let top = stack.pop(); top; top = stack.pop()) {
        deepest = Math.max(deepest, top.depth);
        const y = INDENTED.top + line * INDENTED.row;
        at.set(top.n, { x: INDENTED.left + top.depth * INDENTED.step, y, depth: top.depth });
        line++;
        for (const child of [...top.n.children].reverse())
            stack.push({ n: child, depth: top.depth + 1 });
        for (const [n, target] of stemma.beside) {
            if (target === top.n) stack.push({ n, depth: top.depth + 1 });
        }
    }
    const need = INDENTED.left + deepest * INDENTED.step + 200;
    return { kind: 'indented', width: Math.max(width, need), height: line * INDENTED.row + 8, at };
}

export function layoutStemma(
    stemma: Stemma,
    width: number,
    labelWidth: (n: TreeNode) => number = () => 0,
): Layout {
    const tidy = tidyLayout(stemma, labelWidth);
    return tidy.width <= width ? tidy : indentedLayout(stemma, width);
}
