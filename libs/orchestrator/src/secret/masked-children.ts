/** Children as an execution with secrets sees them: what they come to is without its values, wherever it has got them from. */
import type { ChildExecutions } from '../run/child-executions.js';
import type { ExecutionSecrets } from './execution-secrets.js';

/** The same children; what they give is masked by what the execution has resolved. */
export function maskedChildren(children: ChildExecutions, secrets: ExecutionSecrets): ChildExecutions {
  if (!secrets.areRead) return children;
  return {
    run: async (start) => {
      const outcome = await children.run(start);
      return outcome && secrets.maskOutcome(outcome);
    },
    cancel: (executionId, reason) => children.cancel(executionId, reason),
    raise: (executionId, budgetUsd, by) => children.raise(executionId, budgetUsd, by),
  };
}
