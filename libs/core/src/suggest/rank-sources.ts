/** Ranks sources for a need: the type must fit, then names, descriptions and samples speak, then nearness. */
import { misfitOf } from '../type/index.js';
import { coverage } from './name-tokens.js';
import type { Need } from './need.js';
import { sampleLikeness } from './sample-likeness.js';
import type { Source } from './source.js';

/** A source and how good it is. */
export interface RankedSource {
  readonly source: Source;
  /** 0 to 1: what names and samples say alone. */
  readonly evidence: number;
  /** 0 to 1, everything together. */
  readonly score: number;
}

/** From this evidence on, a source is taken without asking anybody. */
export const sureEvidence = 0.32;

/** The sources that fit, best first; equal ones by nearness, then by their text. */
export function rankSources(need: Need, sources: readonly Source[], least = 0): readonly RankedSource[] {
  return sources
    .filter((source) => least === 0 || hasClue(need, source))
    .map((source) => rank(need, source))
    .filter(({ source, evidence }) => evidence >= least && misfitOf(source.type, need.type) === null)
    .sort((left, right) => right.score - left.score || compareSources(left.source, right.source));
}

/** The best source if there is a sure one. */
export function sureSource(need: Need, sources: readonly Source[], least = sureEvidence): RankedSource | undefined {
  return rankSources(need, sources, least)[0];
}

function rank(need: Need, source: Source): RankedSource {
  const [names, samples] = [nameEvidence(need, source), sampleLikeness(need.samples, source.samples)];
  const known = source.type.kind === 'unknown' ? 0.6 : 1;
  const evidence = known * Math.min(1, Math.max(names, samples) + 0.3 * Math.min(names, samples));
  const nearness = (source.dangling ? 1 : 0.8) / (1 + source.distance);
  return { source, evidence, score: evidence * 0.75 + certainty(need, source) * 0.15 + nearness * 0.1 };
}

/** A cheap look before the dear one: without a word or a sample in common there is no evidence. */
function hasClue({ tokens, samples }: Need, source: Source): boolean {
  if (samples.length > 0 && source.samples.length > 0) return true;
  for (const token of source.pathTokens) if (tokens.has(token)) return true;
  for (const token of source.words) if (tokens.has(token)) return true;
  return false;
}

/** How much it says that the types fit. */
function certainty(need: Need, source: Source): number {
  if (source.type.kind === 'unknown') return 0.3;
  return need.type.kind === 'unknown' ? 0.5 : 1;
}

/** Both names are the same, or share words; else what the names around, the description and the tool have in common with it. */
function nameEvidence(need: Need, source: Source): number {
  const names = source.nameTokens;
  const common = names.filter((token) => need.nameTokens.includes(token)).length;
  const shared = (common * common) / (names.length * need.nameTokens.length || 1);
  return Math.max(
    shared,
    common === 0 ? 0 : 0.6 * coverage(need.nameTokens, source.pathTokens),
    0.6 * coverage(names, need.outerTokens),
    0.5 * coverage(names, need.quoted),
    0.35 * coverage(names, need.toolTokens),
    0.3 * coverage(names, need.words),
    0.3 * coverage(need.nameTokens, source.words),
  );
}

function compareSources(left: Source, right: Source): number {
  return left.distance - right.distance || left.depth - right.depth || (left.expression < right.expression ? -1 : 1);
}
