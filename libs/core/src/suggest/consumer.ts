/** Finds what may be done with a value: the tool that fits it best, else a model call, else nothing. */
import type { JsonObject } from '../json/json-value.js';
import { toolNode, type Addition } from './addition.js';
import { llmNode } from './llm-node.js';
import type { Source } from './source.js';
import { callText, type Study } from './study.js';
import { isMadeBy, wireTool, type Wiring } from './wire-tool.js';

/** Wirings of all tools that read a source which counts, best first. Without calls that are there already. */
export function wiringsFor(
  sources: readonly Source[],
  counts: (source: Source) => boolean,
  study: Study,
): readonly Wiring[] {
  const wirings = study.tools.flatMap((tool) => wireTool(tool, sources) ?? []);
  return wirings
    .filter(({ used, score }) => score > 0 && used.some(counts))
    .filter(({ tool, args }) => !study.calls.has(callText(tool.name, args)))
    .sort((left, right) => gradeOf(right) - gradeOf(left) || (left.tool.name < right.tool.name ? -1 : 1));
}

/** Every input that has to be typed in makes a tool less fitting, and few tools work on what they have made themselves. */
export function gradeOf({ tool, used, score, open }: Wiring): number {
  const isOwn = used.some((source) => isMadeBy(tool, source));
  return score - 0.1 * open.length - (isOwn ? 0.4 : 0);
}

/** The node that does something with the subject. */
export function consumerNode(
  subject: Source,
  sources: readonly Source[],
  study: Study,
  addition: Addition,
): JsonObject | null {
  const isSubject = ({ origin }: Source): boolean => sameOrigin(origin, subject.origin);
  const [wiring] = wiringsFor(sources, isSubject, study);
  return wiring === undefined ? llmNode(subject, [], study, addition) : toolNode(wiring, addition);
}

function sameOrigin(left: Source['origin'], right: Source['origin']): boolean {
  if (left.kind === 'node') return right.kind === 'node' && left.node === right.node;
  return left.kind === 'variable' && right.kind === 'variable' && left.name === right.name;
}
