/** All checks, each a pure function of its own file. Their order does not matter: findings are put into document order later. */
import type { Analysis } from './analysis.js';
import { checkArguments } from './checks/check-arguments.js';
import { checkConditions } from './checks/check-conditions.js';
import { checkCycles } from './checks/check-cycles.js';
import { checkDependencies } from './checks/check-dependencies.js';
import { checkEdgeCount } from './checks/check-edge-count.js';
import { checkInputs } from './checks/check-inputs.js';
import { checkLoops } from './checks/check-loops.js';
import { checkModels } from './checks/check-models.js';
import { checkNodeIds } from './checks/check-node-ids.js';
import { checkParallels } from './checks/check-parallels.js';
import { checkPrompts } from './checks/check-prompts.js';
import { checkReferences } from './checks/check-references.js';
import { checkRetries } from './checks/check-retries.js';
import { checkSchemas } from './checks/check-schemas.js';
import { checkSupport } from './checks/check-support.js';
import { checkTools } from './checks/check-tools.js';
import { checkVariables } from './checks/check-variables.js';
import type { Finding } from './finding.js';

/** Everything that the checks have to say, and what did not parse. */
export function runChecks(analysis: Analysis): readonly Finding[] {
  const { draft, environment, fields, names, references, edges } = analysis;
  return [
    ...fields.findings,
    ...checkNodeIds(draft),
    ...checkSupport(draft),
    ...checkPrompts(draft),
    ...checkConditions(draft),
    ...checkParallels(draft),
    ...checkRetries(draft),
    ...checkVariables(draft),
    ...checkSchemas(draft),
    ...checkTools(draft, environment),
    ...checkArguments(draft, fields, environment),
    ...checkModels(draft, environment),
    ...checkLoops(analysis),
    ...checkReferences(references, names),
    ...checkInputs(draft, references),
    ...checkDependencies(draft),
    ...checkCycles(draft, edges),
    ...checkEdgeCount(draft, edges, environment.limits),
  ];
}
