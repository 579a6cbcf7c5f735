/** Finds the providers that a decorator marks, in the modules of plugins. Looks at classes, never at instances: it runs before there are
 *  any. */
import { Scope } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import { ConfigError } from '../config/config-error.js';
import type { FoundClass, ModuleWrapper, ProviderWrapper } from './found-class.js';
import { moduleOwners } from './module-owners.js';
import type { Plugin } from './plugin.js';

/** What to look for. */
export interface MarkedClasses<Facts> {
  /** For sentences: `tool`. */
  readonly what: string;
  /** What the decorator says of a class; undefined where it does not mark it. */
  readonly factsOf: (candidate: unknown) => Facts | undefined;
}

/** The classes in the order of the modules. @throws ConfigError for one whose provider cannot be used. */
export function findClasses<Facts>(
  discovery: DiscoveryService,
  plugins: readonly Plugin[],
  marked: MarkedClasses<Facts>,
): readonly FoundClass<Facts>[] {
  const wrappers = discovery.getProviders();
  const owners = moduleOwners(new Set(wrappers.flatMap(({ host }) => host ?? [])), plugins);
  return wrappers.flatMap((wrapper) => {
    const facts = candidatesOf(wrapper)
      .map(marked.factsOf)
      .find((each) => each !== undefined);
    const plugin = facts && owners.get(wrapper.host as ModuleWrapper);
    if (!plugin) return [];
    const found = { facts, plugin, wrapper, place: `${nameOf(wrapper)} of ${plugin.place}` };
    checkProvider(found, marked.what);
    return [found];
  });
}

/** The class, or what shows that a value or a factory stands in its place. */
function candidatesOf({ metatype, token, instance }: ProviderWrapper): readonly unknown[] {
  return [metatype, token, metatype ? undefined : (instance as object | null)?.constructor];
}

function nameOf({ metatype, token, name }: ProviderWrapper): string {
  const [named] = [metatype, token].filter((each) => typeof each === 'function' && /^[A-Z]/.test(each.name));
  return typeof named === 'function' ? named.name : String(name);
}

/** Request scope would be asked for by executions, which are no requests; a ready instance would be shared by all of them. */
function checkProvider({ wrapper, place }: FoundClass<unknown>, what: string): void {
  if (wrapper.scope === Scope.REQUEST)
    throw new ConfigError([
      `The ${what} ${place} is request-scoped, and no execution is a request: take its scope away.`,
    ]);
  if (wrapper.isNotMetatype)
    throw new ConfigError([
      `The ${what} ${place} is provided by a value or a factory: list the class itself, so that each execution has its own.`,
    ]);
}
