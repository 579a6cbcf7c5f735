/** `@Tool()`: makes a provider of a Nest module a tool. Nothing is registered by hand: the server finds it when it starts. */
import 'reflect-metadata';
import type { ToolFacts } from '@ice/tools';
import type { z } from 'zod';
import type { ToolClass } from './tool-class.js';

// By name, so that a plugin with a copy of this package of its own is understood too.
const key = Symbol.for('@ice/plugin/tool');

/**
 * Marks a class as a tool. It does not compile where `run` takes another input than `input` gives, or returns another shape than `output`
 * takes. The class is listed in the `providers` of a plugin's module, as a singleton (the default scope); each execution gets an instance
 * of its own all the same.
 */
export function Tool<Input extends z.ZodObject, Output extends z.ZodType>(facts: ToolFacts<Input, Output>) {
  return (target: ToolClass<Input, Output>): void => {
    Reflect.defineMetadata(key, Object.freeze({ ...facts }), target);
  };
}

/** What `@Tool()` said of a class; undefined for anything else. A subclass says it again or is no tool. */
export function toolFactsOf(candidate: unknown): ToolFacts<z.ZodObject, z.ZodType> | undefined {
  if (typeof candidate !== 'function') return undefined;
  return Reflect.getOwnMetadata(key, candidate) as ToolFacts<z.ZodObject, z.ZodType> | undefined;
}
