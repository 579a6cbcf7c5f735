/** All checks, each a pure function of its own file. Their order does not matter: findings are put into document order later. */
import type { Analysis } from './analysis.js';
import { checkAgents } from './checks/check-agents.js';
import { checkArgumentTypes } from './checks/check-argument-types.js';
import { checkArguments } from './checks/check-arguments.js';
import { checkBlueprints } from './checks/check-blueprints.js';
import { checkCaches } from './checks/check-caches.js';
import { checkChildSecrets } from './checks/check-child-secrets.js';
import { checkCode } from './checks/check-code.js';
import { checkConditions } from './checks/check-conditions.js';
import { checkCosts } from './checks/check-costs.js';
import { checkCycles } from './checks/check-cycles.js';
import { checkDependencies } from './checks/check-dependencies.js';
import { checkEdgeCount } from './checks/check-edge-count.js';
import { checkHumans } from './checks/check-humans.js';
import { checkInputs } from './checks/check-inputs.js';
import { checkLoops } from './checks/check-loops.js';
import { checkModels } from './checks/check-models.js';
import { checkNodeIds } from './checks/check-node-ids.js';
import { checkOpenWaits } from './checks/check-open-waits.js';
import { checkOutputTypes } from './checks/check-output-types.js';
import { checkParallels } from './checks/check-parallels.js';
import { checkPrompts } from './checks/check-prompts.js';
import { checkReachability } from './checks/check-reachability.js';
import { checkReferences } from './checks/check-references.js';
import { checkRetries } from './checks/check-retries.js';
import { checkSchemaKeywords } from './checks/check-schema-keywords.js';
import { checkSecretInputs } from './checks/check-secret-inputs.js';
import { checkSupport } from './checks/check-support.js';
import { checkSwarms } from './checks/check-swarms.js';
import { checkTimeoutAnswers } from './checks/check-timeout-answers.js';
import { checkTools } from './checks/check-tools.js';
import { checkTypes } from './checks/check-types.js';
import { checkVariables } from './checks/check-variables.js';
import { checkWaits } from './checks/check-waits.js';
import type { DocumentReference } from './document-references.js';
import type { Finding } from './finding.js';
import type { TypedDocument } from './typing/typed-document.js';

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
