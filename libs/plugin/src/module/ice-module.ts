/** What a plugin is: a Nest module that imports `IceModule.forFeature`. */
import 'reflect-metadata';
import type { ToolDefinition } from '@ice/core';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';

// By name, so that a plugin with a copy of this package of its own is understood too.
const token = Symbol.for('@ice/plugin/facts');

/** What a plugin says of itself. */
export interface PluginFacts {
  /** Of the plugin and of its toolkit: `[a-z][a-z0-9_-]*`, at most 64 characters, unique in the process. */
  readonly name: string;
  /** One sentence for the catalog. Default: that they are the tools of this plugin. */
  readonly description?: string;
  /** The versions of iceOS that it is made for, as npm writes ranges: `^1.2.0`, `~1.2.0`, `1.x`, `>=1.2.0 <3.0.0`, with `||` between. Another
   *  version does not start with it. */
  readonly compatibility: string;
  /** Tools without a class, by `defineTool`. Default: none. */
  readonly tools?: readonly ToolDefinition[];
}

/** See the head of this file. */
@Module({})
export class IceModule {
  /** To be imported by the module that a plugin exports; its `providers` hold the classes with `@Tool()` and `@ModelProvider()`. */
  static forFeature(facts: PluginFacts): DynamicModule {
    return { module: IceModule, providers: [{ provide: token, useValue: Object.freeze({ ...facts }) }] };
  }
}

/** What the `forFeature`s that a class imports have said: none where it is no plugin, one where it is. */
export function pluginFactsOf(candidate: unknown): readonly PluginFacts[] {
  if (typeof candidate !== 'function') return [];
  const imports = (Reflect.getOwnMetadata('imports', candidate) ?? []) as readonly Partial<DynamicModule>[];
  return imports.flatMap(({ providers = [] }) => providers.flatMap(factsOf));
}

function factsOf(provider: Provider): readonly PluginFacts[] {
  const isFacts = typeof provider === 'object' && provider.provide === token && 'useValue' in provider;
  return isFacts ? [provider.useValue as PluginFacts] : [];
}
