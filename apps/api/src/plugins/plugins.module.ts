/** Puts the modules of plugins into the application, and what they bring into the catalog. */
import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { EXTENSIONS, type Extensions } from './extensions.js';
import { PluginCatalog } from './plugin-catalog.js';

@Module({})
export class PluginsModule {
  /** Global: catalog and storage ask for what it has. */
  static forRoot(extensions: Extensions): DynamicModule {
    const { plugins } = extensions;
    const catalog = {
      provide: PluginCatalog,
      inject: [DiscoveryService],
      useFactory: (discovery: DiscoveryService) => new PluginCatalog(discovery, plugins),
    };
    return {
      module: PluginsModule,
      global: true,
      imports: [DiscoveryModule, ...plugins.map(({ module }) => module)],
      providers: [catalog, { provide: EXTENSIONS, useValue: extensions }],
      exports: [PluginCatalog, EXTENSIONS],
    };
  }
}
