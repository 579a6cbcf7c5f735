/** The nodes of one state under way. In each: what arrives, what may break, the work, what comes out. */
import type { JsonObject, JsonValue } from '@ice/core';
import { every, plain, untyped, valueOf } from './cel.js';
import { codeOf } from './error-names.js';
import type { Machine, State } from './definition.js';
import type { Broken, Computed, Context, Scope } from './scope.js';

/** Nodes with the expression of what they give together. */
export interface Converted {
  readonly nodes: readonly JsonObject[];
  readonly output: string;
}

/** What the states of one document share. */
export interface Document {
  /** An id for a state, new in the document. */
  idFor(name: string): string;
  /** Converts the machine of a branch or of an item; `entry` is the token that it begins with. */
  convert(machine: Machine, entry: string, context: Context): Converted;
}

/** Takes the nodes of a state, in the order in which they run. */
export class StateDraft {
  readonly nodes: JsonObject[] = [];
  /** What `$` is before any path, `$name`, and `$$` where retries do not count. */
  readonly raw: Scope;
  private waitsFor: readonly string[] = [];

  /** @param token the expression of what arrives: `{data, vars}`. */
  constructor(
    readonly document: Document,
    readonly id: string,
    readonly name: string,
    readonly state: State,
    token: string,
    context: Context,
  ) {
    this.nodes.push(untyped(this.idOf('in'), valueOf(token)));
    const arrived = `nodes.${this.idOf('in')}`;
    const own = {
      ...context,
      State: { Name: JSON.stringify(name), RetryCount: '0', EnteredTime: 'execution.started_at' },
    };
    this.raw = { data: `${arrived}.data`, vars: `${arrived}.vars`, context: own };
  }

  /** Id of a node of this state. */
  idOf(part: string): string {
    return `${this.id}_${part}`;
  }

  /** Makes sure of an expression: where it has no value the state fails, and nothing that is added later runs.
   *  @param unless condition under which nobody asks for the value. */
  ensure({ cel, broken }: Computed, unless?: string): string {
    const added = broken.map((one, index) => this.failNode(`broken${this.nodes.length + index}`, one, unless));
    this.nodes.push(...added);
    // Checks that find nothing are skipped, and who waits for nobody else would be skipped with them.
    const waitsFor = this.waitsFor.length === 0 ? [this.idOf('in')] : this.waitsFor;
    if (added.length > 0) this.waitsFor = [...waitsFor, ...added.map((node) => node['id'] as string)];
    return cel;
  }

  /** Adds a node that runs when nothing is broken. */
  add(node: JsonObject): void {
    this.nodes.push(this.waitsFor.length === 0 ? node : { ...node, dependencies: this.waitsFor });
  }

  /** Adds a node with the value of an expression; gives the expression that reads it. */
  keep(part: string, value: JsonValue, rest: JsonObject = {}): string {
    const id = this.idOf(part);
    this.add(untyped(id, value, rest));
    return `nodes.${id}`;
  }

  /** Ends with a token. */
  finish(token: string): void {
    this.keep('out', valueOf(token));
  }

  /** A node that fails where something is broken, unless nobody asks. */
  failNode(part: string, { when, message, error }: Broken, unless?: string): JsonObject {
    const condition = unless === undefined ? when : every([`!(${unless})`, when]);
    return { ...this.raise(part, error ?? 'States.Runtime', this.said(message)), when: condition };
  }

  /** A node that fails. */
  raise(part: string, error: string, message: string): JsonObject {
    return { id: this.idOf(part), type: 'fail', code: codeOf(error), message };
  }

  /** How the service begins what it says of a state. */
  said(message: string): string {
    return `${plain(`An error occurred while executing the state '${this.name}'. `)}${message}`;
  }
}

/** What a state hands on: to whom, what, and the variables. */
export function tokenOf(to: string, data: string, vars: string): string {
  return `{"to": ${JSON.stringify(to)}, "data": ${data}, "vars": ${vars}}`;
}

/** The name of who follows; empty at the end. */
export function nextOf(state: { readonly Next?: string }): string {
  return state.Next ?? '';
}
