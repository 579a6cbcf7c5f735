/** A tool as a server lists it, and whether it can be one of ours. */
import { checkSchema, type JsonObject } from '@ice/core';
import { z } from 'zod';
import type { McpToolHints } from './mcp-tool-effect.js';

/** A tool that can be called. */
export interface ListedTool {
  /** The server's own name. */
  readonly name: string;
  /** The server's words, unbounded. */
  readonly description: string;
  readonly hints: McpToolHints;
  /** JSON Schema of an object, checked. */
  readonly inputSchema: JsonObject;
  /** Checked; null where the server promises nothing. */
  readonly outputSchema: JsonObject | null;
}

/** A tool, or why it is left out. */
export type ToolReading =
  | { readonly ok: true; readonly tool: ListedTool }
  /** `name` is the server's, or a place in its list. `because` ends a sentence that begins with the name. */
  | { readonly ok: false; readonly name: string; readonly because: string };

// What is in it is the checker's business, which bounds how deep it looks.
const schema = z.record(z.string(), z.unknown());
const hint = z.boolean().optional().catch(undefined);

const Entry = z.object({
  name: z.string().min(1).max(1_000),
  title: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  inputSchema: schema,
  outputSchema: schema.optional(),
  annotations: z.object({ readOnlyHint: hint, idempotentHint: hint }).optional().catch(undefined),
  execution: z.object({ taskSupport: z.string().optional() }).optional().catch(undefined),
});

/** Judges one entry of a list. @param position from 1, named where the entry has no name */
export function readListedTool(entry: unknown, position: number): ToolReading {
  const { success, data, error } = Entry.safeParse(entry);
  if (!success)
    return leftOut(nameOf(entry) ?? `number ${position}`, `is not described as the protocol says (${placeOf(error)})`);
  const { name, title, description, inputSchema, outputSchema, annotations, execution } = data;
  if (execution?.taskSupport === 'required') return leftOut(name, 'can only be called in the background');
  const input = inputSchema as JsonObject;
  const output = (outputSchema ?? null) as JsonObject | null;
  const because = inputProblem(input) ?? (output === null ? undefined : schemaProblem('output', output));
  if (because !== undefined) return leftOut(name, because);
  const words = description ?? title ?? '';
  const hints = annotations ?? {};
  return { ok: true, tool: { name, description: words, hints, inputSchema: input, outputSchema: output } };
}

function inputProblem(input: JsonObject): string | undefined {
  if (input['type'] !== 'object') return 'has an input schema that is not of an object';
  return schemaProblem('input', input);
}

function schemaProblem(which: 'input' | 'output', given: JsonObject): string | undefined {
  const [problem] = checkSchema(given);
  if (problem === undefined) return undefined;
  const place = problem.pointer === '' ? '' : ` at ${problem.pointer}`;
  return `has an ${which} schema that is not usable${place}: ${problem.message.replace(/\.$/, '')}`;
}

function nameOf(entry: unknown): string | undefined {
  const name = (entry as { readonly name?: unknown } | null)?.name;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function placeOf(error: z.ZodError): string {
  return String(error.issues[0]?.path[0] ?? 'no object');
}

function leftOut(name: string, because: string): ToolReading {
  return { ok: false, name, because };
}
