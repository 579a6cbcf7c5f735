/** `IceModule` as a host uses it: `forRoot` puts a whole iceOS beside its own modules, `forFeature` (of the kit) makes a plugin. */
import { IceModule as PluginIceModule } from '@ice/plugin';
import type { DynamicModule, FactoryProvider, ModuleMetadata } from '@nestjs/common';
import { Ice, type IceOptions } from './ice.js';

/** Options that have to be asked for. */
export interface IceAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  /** What `useFactory` is given. Default: nothing. */
  readonly inject?: NonNullable<FactoryProvider['inject']>;
  readonly useFactory: FactoryProvider<IceOptions>['useFactory'];
}

/**
 * Gives the host an `Ice` to inject, everywhere. It is an application inside the application: guards, filters and pipes of neither hold for
 * the other, and the platform of the host (Express, Fastify, none) does not matter. It ends with the host (`app.close()`).
 */
export class IceModule extends PluginIceModule {
  static forRoot(options: IceOptions): DynamicModule {
    return IceModule.forRootAsync({ useFactory: () => options });
  }

  static forRootAsync({ imports = [], inject = [], useFactory }: IceAsyncOptions): DynamicModule {
    const ice: FactoryProvider<Ice> = {
      provide: Ice,
      inject: [...inject],
      useFactory: async (...given: unknown[]) => Ice.open({ isEmbedded: true, ...(await useFactory(...given)) }),
    };
    return { module: IceModule, global: true, imports: [...imports], providers: [ice], exports: [Ice] };
  }
}
