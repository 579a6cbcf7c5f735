/** From the result of a state to what it hands on: `ResultSelector`, `ResultPath`, `Assign`, `OutputPath`. */
import { valueOf } from './cel.js';
import { fieldPath, fillTemplate } from './payload-template.js';
import { placeResult } from './result-path.js';
import type { Scope } from './scope.js';
import { nextOf, tokenOf, type StateDraft } from './state-draft.js';

/** Ends a state that has a result.
 *  @param result where the result is read.
 *  @param caught where the token of a caught error is read; absent when none can be caught. */
export function handOn(draft: StateDraft, result: string, caught?: string): void {
  const isCaught = caught === undefined ? undefined : `default(${caught}, null) != null`;
  const scope = { ...draft.raw, context: afterwards(draft) };
  const { state, raw } = draft;
  const when = isCaught === undefined ? {} : { when: `!(${isCaught})` };
  const selected = state.ResultSelector
    ? draft.keep(
        'selected',
        valueOf(draft.ensure(fillTemplate(state.ResultSelector, { ...scope, data: result }), isCaught)),
        when,
      )
    : result;
  const placed = draft.ensure(placeResult(state.ResultPath, raw.data, selected), isCaught);
  const token = tokenOf(
    nextOf(state),
    narrowed(draft, placed, scope, isCaught),
    assigned(draft, { ...scope, data: selected }, isCaught),
  );
  draft.finish(isCaught === undefined ? token : `${isCaught} ? ${caught} : ${token}`);
}

/** The variables after a state.
 *  @param scope `$` is what the fields of `Assign` are read from. */
export function assigned(draft: StateDraft, scope: Scope, unless?: string): string {
  const { Assign } = draft.state;
  return Assign ? `merge(${scope.vars}, ${draft.ensure(fillTemplate(Assign, scope), unless)})` : scope.vars;
}

/** What `OutputPath` leaves of it. */
export function narrowed(draft: StateDraft, cel: string, scope: Scope, unless?: string): string {
  const { OutputPath } = draft.state;
  if (OutputPath === undefined || OutputPath === '$') return cel;
  const whole = draft.keep('whole', valueOf(cel), unless === undefined ? {} : { when: `!(${unless})` });
  return draft.ensure(fieldPath(OutputPath, { ...scope, data: whole }), unless);
}

/** The context once the work is done: now its retries are counted. */
function afterwards(draft: StateDraft) {
  const { context } = draft.raw;
  const work = draft.idOf('work');
  const hasWork = draft.nodes.some((node) => node['id'] === work);
  const retries = hasWork ? `runs.${work}.attempts - 1` : '0';
  return { ...context, State: { ...(context['State'] as object), RetryCount: retries } };
}
