/** A typed client of iceOS for Node and browsers, on `fetch` and `WebSocket` alone. */
export { Keys, type ApiKey, type CreatedApiKey, type NewApiKey } from './access/keys.js';
export { StreamTokens, type StreamToken, type StreamTokenScope } from './access/stream-tokens.js';
export type { BlueprintVersion } from './blueprints/blueprint-version.js';
export {
  Blueprints,
  type BlueprintDiff,
  type BlueprintFacts,
  type BlueprintFilter,
  type BlueprintJudgement,
  type BlueprintRow,
  type LockedOptions,
  type RevisionCertificate,
  type RevisionRow,
} from './blueprints/blueprints.js';
export { Catalog, type Limit, type Model, type NodeKind, type Tool, type Toolkit } from './catalog/catalog.js';
export type { IceClientOptions } from './client-options.js';
export {
  Execution,
  RerunExecution,
  type Answered,
  type HistoryOptions,
  type IoOptions,
  type SignalPlace,
} from './executions/execution.js';
export { ExecutionFailed } from './executions/execution-failed.js';
export type { ExecutionRow } from './executions/execution-row.js';
export { Executions, type ExecutionFilter, type StartOptions } from './executions/executions.js';
export type { DryRun, RerunAnswer, RerunRequest, StartRequest } from './executions/start-request.js';
export { Governance, type Budget, type CostEstimate, type PricedModelList } from './governance/governance.js';
export type { AnswerOf, ApiMethod, ApiPath, HttpAnswer, MethodOf, RequestParts } from './http/api-request.js';
export type { ApiSchema } from './http/api-schema.js';
export type { paths as ApiPaths } from './generated/openapi-paths.js';
export { IceClient, type Health, type Readiness } from './ice-client.js';
export type { CallOptions } from './list/call-options.js';
export { PagedList, type Page } from './list/paged-list.js';
export type { ChangeOptions } from './lock/retry-on-conflict.js';
export {
  Partials,
  type FinalizedBlueprint,
  type PartialBeginning,
  type PartialBlueprint,
  type PartialRow,
  type PartialUpdate,
  type Suggestion,
} from './partials/partials.js';
export { IceProblem, type Problem, type ProblemError } from './problem/ice-problem.js';
export { IceUnexpectedAnswer } from './problem/ice-unexpected-answer.js';
export { IceUnreachable } from './problem/ice-unreachable.js';
export type { EventGlobs } from './stream/event-globs.js';
export type { StreamDelta, StreamItem, StreamLag } from './stream/stream-item.js';
export type { StreamOptions } from './stream/stream-reader.js';
export type { WebSocketClass, WebSocketLike } from './stream/web-socket-like.js';
