/** Frames of the server (`ice.stream.v1`), as they are read. Wire form, snake_case. A type that is not here is newer, and is ignored. */
import type { ExecutionEvent } from '@ice/core';
import type { Problem } from '../problem/ice-problem.js';
import type { StreamDelta, StreamLag } from './stream-item.js';

/** See the head of this file. `id` is that of the subscription. */
export type ServerFrame =
  | { readonly type: 'welcome'; readonly heartbeat_ms: number }
  | { readonly type: 'ping'; readonly t: number }
  | { readonly type: 'event'; readonly id: string; readonly event: ExecutionEvent }
  | { readonly type: 'batch'; readonly id: string; readonly events: readonly ExecutionEvent[] }
  | { readonly type: 'live'; readonly id: string; readonly sequence: number }
  | ({ readonly id: string } & StreamDelta)
  | ({ readonly id: string } & StreamLag)
  | { readonly type: 'complete'; readonly id: string; readonly sequence: number }
  | { readonly type: 'error'; readonly id?: string; readonly problem: Problem }
  | { readonly type: 'goaway'; readonly reason: string; readonly reconnect_after_ms: number };
