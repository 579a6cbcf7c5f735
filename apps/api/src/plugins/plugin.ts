/** A plugin that this process starts with. */
import type { DynamicModule, Type } from '@nestjs/common';
import type { PluginFacts } from '@ice/plugin';

/** A module as one gives it to Nest: a class, or a class with its options. */
export type PluginModule = Type | DynamicModule;

/** Judged: its name, its range and its tools can be used. */
export interface Plugin {
  readonly facts: PluginFacts;
  readonly module: PluginModule;
  /** For sentences: the name of its class and, where it came from a file, what `ICE_PLUGINS` says of it. */
  readonly place: string;
}

/** The class of a module. */
export function classOf(module: PluginModule): Type {
  return typeof module === 'function' ? module : module.module;
}
