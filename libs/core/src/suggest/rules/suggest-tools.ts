/** Rule: a tool whose required arguments can be read in scope is offered wired; at the beginning, tools that only need inputs. */
import type { ToolDescription } from '../../tool/tool.js';
import { typeOfSchema, type Type } from '../../type/index.js';
import { Addition, toolNode } from '../addition.js';
import { gradeOf, wiringsFor } from '../consumer.js';
import { appendNode, type Place } from '../place.js';
import type { Study } from '../study.js';
import type { Idea } from '../suggestion.js';
import { wireTool, type Wiring } from '../wire-tool.js';

/** Ideas for one place. */
export function suggestTools(place: Place, study: Study): readonly Idea[] {
  const wired = wiringsFor(place.sources, ({ origin }) => origin.kind !== 'input', study).slice(0, maxWired);
  return [...wired.flatMap((wiring) => wiredTool(wiring, place, study)), ...startingTools(place, study)];
}

/** Offered of each kind at one place. */
const maxWired = 6;
const maxStarting = 6;

function wiredTool(wiring: Wiring, place: Place, study: Study): readonly Idea[] {
  const isUsed = place.block.nodes.some(({ object }) => object.values['tool_name'] === wiring.tool.name);
  const sources = wiring.used.map(({ expression }) => expression);
  const reason = `${wiring.tool.name} can work with ${[...new Set(sources)].slice(0, 4).join(', ')}.`;
  const confidence = 0.6 + 0.3 * gradeOf(wiring) - (isUsed ? 0.2 : 0);
  return toolIdea(wiring, { place, study, reason, confidence });
}

/** Tools that read nothing but inputs: where everything begins, and where a second source of data is wanted. */
function startingTools(place: Place, study: Study): readonly Idea[] {
  if (place.block.owner !== null) return [];
  const inputs = place.sources.filter(({ origin }) => origin.kind === 'input');
  const isEmpty = place.block.nodes.length === 0;
  const wirings = study.tools
    .filter((tool) => !isCalled(tool, study) && (isEmpty || giving(typeOfSchema(tool.output)) > 0))
    .flatMap((tool) => wireTool(tool, inputs) ?? [])
    .filter((wiring) => isEmpty || argumentCount(wiring) > 0)
    .map((wiring) => ({ wiring, worth: worthOf(wiring) }))
    .sort((left, right) => right.worth - left.worth || (left.wiring.tool.name < right.wiring.tool.name ? -1 : 1));
  return wirings.slice(0, isEmpty ? maxStarting : 2).flatMap(({ wiring, worth }) => {
    const reason = `${wiring.tool.name} needs nothing but inputs.`;
    return toolIdea(wiring, { place, study, reason, confidence: (isEmpty ? 0.6 : 0.38) + worth });
  });
}

function isCalled({ name }: ToolDescription, { analysis }: Study): boolean {
  return analysis.draft.nodes.some(({ object }) => object.values['tool_name'] === name);
}

/** What brings data in is a better beginning than what only turns a value around. */
function worthOf(wiring: Wiring): number {
  const takes = argumentCount(wiring);
  return giving(typeOfSchema(wiring.tool.output)) - (takes === 0 ? 0.1 : 0.02 * (takes - 1));
}

function argumentCount({ args, open }: Wiring): number {
  return Object.keys(args).length + open.length;
}

function giving(output: Type): number {
  const members = output.kind === 'object' ? [...output.members.values()].map(({ type }) => type.kind) : [];
  if (members.includes('list')) return 0.1;
  return members.includes('object') || members.includes('unknown') ? 0.05 : 0;
}

interface Setting {
  readonly place: Place;
  readonly study: Study;
  readonly reason: string;
  readonly confidence: number;
}

function toolIdea(wiring: Wiring, { place, study, reason, confidence }: Setting): readonly Idea[] {
  const addition = new Addition(study);
  const node = appendNode(place, toolNode(wiring, addition));
  const inputs = addition.inputOperations();
  return node === null || inputs === null ? [] : [{ type: 'tool', reason, confidence, patch: [...inputs, node] }];
}
