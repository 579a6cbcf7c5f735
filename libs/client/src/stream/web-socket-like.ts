/** The part of the WebSocket interface that is used: browsers, Node 22 and the package `ws` have it. */

/** A socket. */
export interface WebSocketLike {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

/** Its class. */
export type WebSocketClass = new (url: string, protocols?: string | string[]) => WebSocketLike;

/** That of the platform; null where it has none (Node 20). */
export function platformWebSocket(): WebSocketClass | null {
  return (globalThis as { readonly WebSocket?: WebSocketClass }).WebSocket ?? null;
}
