/** States that neither branch nor repeat: Pass, Task, Wait, Succeed, Fail. */
import type { JsonObject, JsonValue } from '@ice/core';
import { plain, valueOf, verbatim } from './cel.js';
import { handlerOf } from './catch.js';
import { codeOf, noCause } from './error-names.js';
import { NotClaimed } from './not-claimed.js';
import { assigned, handOn, narrowed } from './output.js';
import { fieldPath, fillTemplate, readExpression } from './payload-template.js';
import { retryOf } from './retry.js';
import type { Scope } from './scope.js';
import { tokenOf, type StateDraft } from './state-draft.js';

/** The longest that a node may take, in seconds: a task without a timeout has none. */
const longestSeconds = 604_800;

/** Hands its input on, or what it makes of it. */
export function convertPass(draft: StateDraft): void {
  const { state } = draft;
  const input = { ...draft.raw, data: draft.ensure(fieldPath(state.InputPath, draft.raw)) };
  handOn(draft, state.Result === undefined ? parametersOf(draft, input) : draft.keep('work', verbatim(state.Result)));
}

/** Work that somebody else does: one tool, that answers as it was recorded. */
export function convertTask(draft: StateDraft): void {
  const { state } = draft;
  const attempted = { ...(draft.raw.context['State'] as object), RetryCount: 'attempt - 1' };
  const context = { ...draft.raw.context, State: attempted, Task: { Token: 'execution.id' } };
  const input = { ...draft.raw, context, isSent: true, data: draft.ensure(fieldPath(state.InputPath, draft.raw)) };
  const sent = state.Parameters === undefined ? input.data : draft.ensure(fillTemplate(state.Parameters, input));
  if (state.Credentials !== undefined) draft.ensure(fillTemplate(state.Credentials, input));
  draft.add({
    id: draft.idOf('work'),
    type: 'tool',
    tool_name: 'asl_task',
    tool_args: { state: draft.name, input: valueOf(sent) },
    timeout_s: deadlineOf(draft, input),
    retry: retryOf(state.Retry),
    ...handlerOf(draft),
  });
  const work = draft.keep('result', valueOf(`nodes.${draft.idOf('work')}`));
  handOn(draft, `${work}.answer`, state.Catch ? `${work}.caught` : undefined);
}

/** Lets time pass. */
export function convertWait(draft: StateDraft): void {
  const { state, raw } = draft;
  const input = { ...raw, data: draft.ensure(fieldPath(state.InputPath, raw)) };
  draft.add({ id: draft.idOf('work'), type: 'wait', ...timerOf(draft, input) });
  const rest = { dependencies: [draft.idOf('work')] };
  const passed = draft.keep('passed', valueOf(input.data), rest);
  handOn(draft, passed);
}

/** Ends its machine. */
export function convertSucceed(draft: StateDraft): void {
  const input = draft.ensure(fieldPath(draft.state.InputPath, draft.raw));
  draft.finish(tokenOf('', narrowed(draft, input, draft.raw), assigned(draft, draft.raw)));
}

/** Fails its machine, with a name and a cause that are written out or read. */
export function convertFail(draft: StateDraft): void {
  const { Error: name, Cause: cause, ErrorPath, CausePath } = draft.state;
  if (ErrorPath === undefined && CausePath === undefined) {
    return draft.add({ id: draft.idOf('work'), type: 'fail', code: codeOf(name), message: plain(cause || noCause) });
  }
  const read = (path: string | undefined, text: string | undefined) =>
    path === undefined ? plain(text ?? noCause) : valueOf(draft.ensure(readExpression(path, draft.raw)));
  const tool_args = { error: read(ErrorPath, name), cause: read(CausePath, cause) };
  draft.add({ id: draft.idOf('work'), type: 'tool', tool_name: 'asl_fail', tool_args, retry: { max_attempts: 1 } });
}

function parametersOf(draft: StateDraft, input: Scope): string {
  const { Parameters } = draft.state;
  return draft.keep(
    'work',
    valueOf(Parameters === undefined ? input.data : draft.ensure(fillTemplate(Parameters, input))),
  );
}

function deadlineOf(draft: StateDraft, input: Scope): JsonValue {
  const { TimeoutSeconds, TimeoutSecondsPath } = draft.state;
  if (TimeoutSecondsPath !== undefined) return valueOf(draft.ensure(fieldPath(TimeoutSecondsPath, input)));
  return Math.min(TimeoutSeconds ?? longestSeconds, longestSeconds);
}

/** A span, or until a time; both written out or read. */
function timerOf(draft: StateDraft, input: Scope): JsonObject {
  const { Seconds = 0, SecondsPath, Timestamp, TimestampPath } = draft.state;
  if (Timestamp !== undefined) return { until: Timestamp };
  if (TimestampPath !== undefined) return { until: valueOf(draft.ensure(fieldPath(TimestampPath, input))) };
  if (SecondsPath !== undefined) return { for_s: valueOf(draft.ensure(fieldPath(SecondsPath, input))) };
  if (Seconds > longestSeconds) throw new NotClaimed('long-wait', String(Seconds));
  return { for_s: valueOf(String(Seconds)) };
}
