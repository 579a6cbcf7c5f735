/** The frames of the server (`ice.stream.v1`), as text. Wire form, snake_case. */
import type { Delta, ExecutionEvent, ExecutionSnapshot, ExecutionStatus, Usage } from '@ice/core';
import type { Problem } from '../../http/problem/problem.js';
import { deltaText, eventText } from '../event-text.js';
import type { StreamLimits } from '../stream-limits.js';

/** A frame that is written as it stands. Events and deltas have functions of their own. */
export type ServerFrame =
  | { readonly type: 'welcome'; readonly heartbeat_ms: number; readonly limits: ShownLimits }
  | { readonly type: 'snapshot'; readonly id: string; readonly sequence: number; readonly state: ExecutionSnapshot }
  | { readonly type: 'live'; readonly id: string; readonly sequence: number }
  | { readonly type: 'lag'; readonly id: string; readonly dropped_deltas: number }
  | {
      readonly type: 'complete';
      readonly id: string;
      readonly sequence: number;
      readonly status: ExecutionStatus;
      readonly usage: Usage;
    }
  | { readonly type: 'error'; readonly id?: string; readonly problem: Problem }
  | { readonly type: 'ping' | 'pong'; readonly t: number }
  | { readonly type: 'goaway'; readonly reason: string; readonly reconnect_after_ms: number };

/** What a client is told of the limits. */
export interface ShownLimits {
  readonly subscriptions: number;
  readonly frame_bytes: number;
  readonly frames_per_s: number;
}

/** The text of a frame. */
export function frameText(frame: ServerFrame): string {
  return JSON.stringify(frame);
}

/** The first frame of every socket. */
export function welcomeFrame(limits: StreamLimits): ServerFrame {
  return {
    type: 'welcome',
    heartbeat_ms: limits.heartbeatMs,
    limits: {
      subscriptions: limits.maxSubscriptions,
      frame_bytes: limits.maxFrameBytes,
      frames_per_s: limits.maxFramesPerSecond,
    },
  };
}

/** `event` for one event, `batch` for several. */
export function eventsFrameText(id: string, events: readonly ExecutionEvent[]): string {
  const [first] = events;
  if (first && events.length === 1) return `{"type":"event","id":${JSON.stringify(id)},"event":${eventText(first)}}`;
  return `{"type":"batch","id":${JSON.stringify(id)},"events":[${events.map(eventText).join(',')}]}`;
}

/** `delta`. */
export function deltaFrameText(id: string, delta: Delta): string {
  return `{"type":"delta","id":${JSON.stringify(id)},${deltaText(delta)}`;
}
