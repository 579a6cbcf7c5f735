/** Rule: a list in scope is offered as a loop over it, with a body that does something with each item. */
import type { JsonObject } from '../../json/json-value.js';
import { itemType, withoutNull, type Type } from '../../type/index.js';
import { Addition, toolNode } from '../addition.js';
import { wiringsFor } from '../consumer.js';
import { freeName } from '../free-name.js';
import { llmNode } from '../llm-node.js';
import { singularOf } from '../name-tokens.js';
import { appendNode, fromInside, type Place } from '../place.js';
import { listItems } from '../sample-values.js';
import { templateOf, type Source } from '../source.js';
import { exploreVariable } from '../sources-at.js';
import type { Study } from '../study.js';
import type { Idea } from '../suggestion.js';
import type { Wiring } from '../wire-tool.js';

/** Ideas for one place. */
export function suggestLoops(place: Place, study: Study): readonly Idea[] {
  const lists = place.sources.filter((source) => isLoopable(source, place));
  const ranked = lists
    .map((source) => ({ source, worth: worthOf(source, place, study) }))
    .sort((left, right) => right.worth - left.worth || (left.source.expression < right.source.expression ? -1 : 1));
  return ranked.slice(0, maxLists).flatMap(({ source, worth }) => loopsOver(source, worth, place, study));
}

/** Lists at one place, and tools tried for the body of each. */
const maxLists = 3;
const maxBodies = 2;

/** Items that a loop runs where nothing says how long its list may be. */
const defaultBound = 100;
const highestBound = 10_000;

/** A list of this block, or an input at the root: what an outer block has is looped over there. The failures of a loop are for
 *  people. */
function isLoopable({ type, origin, distance, name }: Source, { block }: Place): boolean {
  if (type.kind !== 'list') return false;
  if (origin.kind === 'input') return block.owner === null;
  return distance === 0 && !(isLoopResult(origin) && name === 'failures');
}

function isLoopResult(origin: Source['origin']): boolean {
  return origin.kind === 'node' && origin.node.kind === 'loop';
}

/** Added to the baseline. */
function worthOf(source: Source, { block }: Place, { analysis }: Study): number {
  const isLooped = block.nodes.some(({ order, kind }) => {
    const items = kind === 'loop' ? analysis.fields.byNode[order]?.find(({ name }) => name === 'items') : undefined;
    return items?.value.kind === 'expression' && items.value.expression.source === source.expression;
  });
  return (
    shapeWorth(withoutNull(itemType(source.type))) +
    (source.dangling ? 0.02 : 0) -
    (isLooped ? 0.35 : 0) -
    (isLoopResult(source.origin) ? 0.25 : 0)
  );
}

/** Objects are what loops are made for; of items that nobody knows it can only be hoped. */
function shapeWorth({ kind }: Type): number {
  return kind === 'object' ? 0.04 : kind === 'unknown' ? -0.12 : -0.06;
}

function loopsOver(list: Source, worth: number, place: Place, study: Study): readonly Idea[] {
  const item = itemSource(list, place, study);
  const inner = [...item.sources, ...fromInside(place.sources)];
  const readsItem = ({ origin }: Source): boolean => origin.kind === 'variable' && origin.name === item.name;
  const bodies = wiringsFor(inner, readsItem, study).slice(0, maxBodies);
  const subject = item.sources[0] as Source;
  const ideas = bodies.flatMap((wiring) => loopIdea({ list, item, place, study, worth, wiring, subject }));
  return [...ideas, ...loopIdea({ list, item, place, study, worth, wiring: null, subject })];
}

interface Item {
  readonly name: string;
  readonly sources: readonly Source[];
}

/** The variable, named after one of the list. A loop beside this one may have the same, a loop around it may not. */
function itemSource(list: Source, place: Place, study: Study): Item {
  const wish = list.name.toLowerCase().replace(/[^a-z0-9]+$/, '');
  const one = singularOf(wish) ?? 'item';
  const around = place.sources.flatMap(({ origin }) => (origin.kind === 'variable' ? origin.name : []));
  const taken = new Set([...study.takenByNodes, ...around]);
  const name = freeName(taken.has(one) && one !== 'item' ? `${one}_item` : one, taken);
  return { name, sources: exploreVariable(name, itemType(list.type), listItems(list.samples), 0) };
}

interface Setting {
  readonly list: Source;
  readonly item: Item;
  readonly place: Place;
  readonly study: Study;
  readonly worth: number;
  /** Null: a model call in its place. */
  readonly wiring: Wiring | null;
  readonly subject: Source;
}

function loopIdea({ list, item, place, study, worth, wiring, subject }: Setting): readonly Idea[] {
  const addition = new Addition(study);
  addition.reserve(item.name);
  const id = addition.nameFor(`each_${item.name}`);
  const body = wiring === null ? llmNode(subject, [], study, addition) : toolNode(wiring, addition);
  const inputs = addition.inputOperations();
  const node = body === null ? null : appendNode(place, loopNode(id, list, item.name, body));
  if (node === null || inputs === null) return [];
  const what = wiring === null ? 'a model' : wiring.tool.name;
  const reason = `${list.expression} is a list: run ${what} for each ${item.name}.`;
  const confidence = 0.7 + worth + 0.12 * (wiring?.score ?? 0);
  return [{ type: 'loop', reason, confidence, patch: [...inputs, node] }];
}

function loopNode(id: string, list: Source, itemVar: string, body: JsonObject): JsonObject {
  return {
    id,
    type: 'loop',
    items: templateOf(list),
    item_var: itemVar,
    max_items: boundOf(list.type),
    body: { nodes: [body] },
  };
}

function boundOf(type: Type): number {
  const known = type.kind === 'list' ? type.maxItems : null;
  return known === null ? defaultBound : Math.max(1, Math.min(highestBound, known));
}
