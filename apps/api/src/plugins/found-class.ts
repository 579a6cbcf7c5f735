/** A class of a plugin that the discovery has found: who owns it, and how Nest makes instances of it. */
import { ModuleRef, type DiscoveryService } from '@nestjs/core';
import type { Type } from '@nestjs/common';
import type { Plugin } from './plugin.js';

/** What Nest knows of a provider. */
export type ProviderWrapper = ReturnType<DiscoveryService['getProviders']>[number];

/** What Nest knows of a module. */
export type ModuleWrapper = NonNullable<ProviderWrapper['host']>;

/** See the head of this file. */
export interface FoundClass<Facts> {
  readonly facts: Facts;
  readonly plugin: Plugin;
  readonly wrapper: ProviderWrapper;
  /** For sentences: `PriceToUsd of ShopPlugin (./dist/shop.js)`. */
  readonly place: string;
}

/** Makes an instance with its dependencies: singletons are those of the process, everything transient is made for it alone. */
export function instanceOf<Instance>({ wrapper }: Pick<FoundClass<unknown>, 'wrapper'>): Promise<Instance> {
  const module = wrapper.host?.getProviderByKey<ModuleRef>(ModuleRef).instance;
  if (!module) throw new Error(`${String(wrapper.name)} belongs to no module.`);
  return module.create<Instance>(wrapper.metatype as Type<Instance>);
}
