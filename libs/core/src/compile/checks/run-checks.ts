/** All checks, each a pure function of its own file. Their order does not matter: findings are put into document order later. */
import type { Analysis } from '../analyse/analysis.js';
import type { DocumentReference } from '../analyse/document-references.js';
import type { Finding } from '../diagnostic/finding.js';
import type { TypedDocument } from '../typing/typed-document.js';
import { checkAgents } from './check-agents.js';
import { checkArgumentTypes } from './check-argument-types.js';
import { checkArguments } from './check-arguments.js';
import { checkBlueprints } from './check-blueprints.js';
import { checkCaches } from './check-caches.js';
import { checkChildSecrets } from './check-child-secrets.js';
import { checkCode } from './check-code.js';
import { checkConditions } from './check-conditions.js';
import { checkCosts } from './check-costs.js';
import { checkCycles } from './check-cycles.js';
import { checkDependencies } from './check-dependencies.js';
import { checkEdgeCount } from './check-edge-count.js';
import { checkHumans } from './check-humans.js';
import { checkInputs } from './check-inputs.js';
import { checkLoops } from './check-loops.js';
import { checkModels } from './check-models.js';
import { checkNodeIds } from './check-node-ids.js';
import { checkOpenWaits } from './check-open-waits.js';
import { checkOutputTypes } from './check-output-types.js';
import { checkParallels } from './check-parallels.js';
import { checkPrompts } from './check-prompts.js';
import { checkReachability } from './check-reachability.js';
import { checkReferences } from './check-references.js';
import { checkRetries } from './check-retries.js';
import { checkSchemaKeywords } from './check-schema-keywords.js';
import { checkSecretInputs } from './check-secret-inputs.js';
import { checkSupport } from './check-support.js';
import { checkSwarms } from './check-swarms.js';
import { checkTimeoutAnswers } from './check-timeout-answers.js';
import { checkTools } from './check-tools.js';
import { checkTypes } from './check-types.js';
import { checkVariables } from './check-variables.js';
import { checkWaits } from './check-waits.js';

/** Everything that the checks have to say, and what did not parse. Schemas are checked before, since types are made of them. */
export function runChecks(analysis: Analysis, types: TypedDocument): readonly Finding[] {
  const { draft, environment, fields, names, references, edges } = analysis;
  return [
    ...fields.findings,
    ...checkNodeIds(draft),
    ...checkSupport(draft),
    ...checkSchemaKeywords(draft),
    ...checkSecretInputs(draft),
    ...checkPrompts(draft),
    ...checkConditions(draft),
    ...checkParallels(draft),
    ...checkAgents(draft),
    ...checkCode(draft),
    ...checkHumans(draft),
    ...checkWaits(draft),
    ...checkOpenWaits(draft),
    ...checkTimeoutAnswers(draft, fields),
    ...checkSwarms(draft),
    ...checkRetries(draft),
    ...checkCaches(draft, environment),
    ...checkVariables(draft),
    ...checkTools(draft, environment),
    ...checkBlueprints(draft, environment),
    ...checkArguments(analysis),
    ...checkChildSecrets(analysis),
    ...checkModels(draft, environment),
    ...checkCosts(draft, environment),
    ...checkLoops(analysis, types),
    ...checkReferences(references, names),
    ...checkInputs(draft, references),
    ...checkDependencies(draft),
    ...checkCycles(draft, edges),
    ...checkEdgeCount(draft, edges, environment.limits),
    ...checkReachability(analysis, types),
    ...withoutEchoes([...checkTypes(analysis, types), ...checkArgumentTypes(analysis, types)], references),
    ...checkOutputTypes(analysis, types),
  ];
}

/** Nothing is said about the type of what reads a secret where it may not: it has to go. */
function withoutEchoes(findings: readonly Finding[], references: readonly DocumentReference[]): readonly Finding[] {
  const misplaced = references.filter(({ resolution }) => resolution.kind === 'misplaced-secret');
  if (misplaced.length === 0) return findings;
  const places = new Set(misplaced.map(({ parsed, reference }) => parsed.field.pointer + reference.pointer));
  return findings.filter(({ pointer }) => !places.has(pointer));
}
