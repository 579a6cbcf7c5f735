/** What the plugins of this process bring, found once before anything is made. */
import type { Toolkit } from '@ice/core';
import { modelProviderFactsOf, toolFactsOf } from '@ice/plugin';
import type { OnModuleInit } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import { ConfigError } from '../config/config-error.js';
import { findClasses } from './find-classes.js';
import { findModels, type PluginProvider } from './plugin-models.js';
import { findTools, toolkitsOf, type PlacedTool } from './plugin-tools.js';
import type { Plugin } from './plugin.js';

/** See the head of this file. */
export class PluginCatalog implements OnModuleInit {
  readonly providers: readonly PluginProvider[];
  readonly #tools: readonly PlacedTool[];

  /** @throws ConfigError for anything that cannot be used. */
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly plugins: readonly Plugin[],
  ) {
    this.#tools = findTools(discovery, plugins);
    this.providers = findModels(discovery, plugins);
  }

  /** @param others toolkits that are there already. @throws ConfigError for a name that is there twice. */
  toolkitsBeside(others: readonly Toolkit[]): readonly Toolkit[] {
    return toolkitsOf(this.#tools, others);
  }

  /** What a class depends on is known only when everything has been made. @throws ConfigError for one that needs a request. */
  onModuleInit(): void {
    for (const [what, factsOf] of [
      ['tool', toolFactsOf],
      ['provider', modelProviderFactsOf],
    ] as const)
      for (const { wrapper, place } of findClasses<unknown>(this.discovery, this.plugins, { what, factsOf }))
        if (!wrapper.isDependencyTreeStatic())
          throw new ConfigError([
            `The ${what} ${place} depends on something request-scoped, and no execution is a request.`,
          ]);
  }
}
