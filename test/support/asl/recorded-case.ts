/** Executions that the service itself has recorded, where the corpus lies beside the checkout. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonValue } from '@ice/core';
import type { Machine } from './definition.js';

/** How a task ended, in the order of the history. A recorded one leaves the cause out. */
export interface TaskEvent {
  readonly type: string;
  readonly output?: JsonValue;
  readonly error?: string;
  readonly cause?: string;
}

/** A definition, what it is given and what its tasks answer. */
export interface GivenCase {
  readonly definition: Machine;
  readonly input: JsonValue;
  readonly taskEvents?: readonly TaskEvent[];
  readonly output?: JsonValue;
  /** Text, or the JSON that the text was. */
  readonly cause?: JsonValue;
}

/** One with what became of it. */
export interface RecordedCase extends GivenCase {
  readonly id: string;
  readonly end: 'ExecutionSucceeded' | 'ExecutionFailed' | 'ExecutionTimedOut';
  readonly error?: string;
  readonly statesEntered: readonly string[];
}

const corpus = fileURLToPath(new URL('../../../../shared/cases/asl', import.meta.url));

/** All cases; none where the corpus is not there. */
export function readRecordedCases(): readonly RecordedCase[] {
  return jsonFiles('aws-recorded').flatMap(([, content]) => content as readonly RecordedCase[]);
}

/** All sample definitions by the names of their files; none where the corpus is not there. */
export function readSamples(): ReadonlyMap<string, Machine> {
  return new Map(jsonFiles('aws-samples') as readonly (readonly [string, Machine])[]);
}

function jsonFiles(folder: string): readonly (readonly [string, unknown])[] {
  const place = path.join(corpus, folder);
  if (!existsSync(place)) return [];
  const names = readdirSync(place).filter((name) => name.endsWith('.json'));
  return names.map((name) => [name, JSON.parse(readFileSync(path.join(place, name), 'utf8'))]);
}

/** The cause of an error that a task ended with: the history of tasks does not have it, the end of the execution does. */
export function causeInRecording({ cause, output }: GivenCase, error: string | undefined): string | undefined {
  if (cause !== undefined && cause !== null) return typeof cause === 'string' ? cause : JSON.stringify(cause);
  return causeBeside(output ?? null, error);
}

function causeBeside(value: JsonValue, error: string | undefined): string | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  const { Error: name, Cause: cause } = value as { readonly Error?: JsonValue; readonly Cause?: JsonValue };
  if (name === error && typeof cause === 'string') return cause;
  const found = Object.values(value).map((member) => causeBeside(member, error));
  return found.find((one) => one !== undefined);
}
