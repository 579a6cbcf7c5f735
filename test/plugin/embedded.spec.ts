/** iceOS inside another Nest application: its tools, its services, its own store, and nothing of either in the other one. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigError, createLogger, Ice, IceModule, IceRunError, readAppConfig, type IceOptions } from '@ice/api';
import { Tool } from '@ice/plugin';
import { MemoryLedger, MemoryStore } from '@ice/storage';
import { Inject, Injectable, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';

const input = z.object({ item: z.string() });
const output = z.object({ usd: z.number() });

@Tool({ name: 'price_of', description: 'What an item costs.', input, output, effect: 'pure' })
class PriceOf {
  run({ item }: z.output<typeof input>) {
    return { usd: item.length };
  }
}

@Module({ imports: [IceModule.forFeature({ name: 'prices', compatibility: '^0.1.0' })], providers: [PriceOf] })
class PricesPlugin {}

/** The host has a place of its own for everything. */
@Injectable()
class Warehouse {
  readonly store = new MemoryStore();
  readonly ledger = new MemoryLedger();
}

@Module({ providers: [Warehouse], exports: [Warehouse] })
class WarehouseModule {}

@Injectable()
class Shop {
  constructor(@Inject(Ice) readonly ice: Ice) {}
}

const iceModule = IceModule.forRootAsync({
  imports: [WarehouseModule],
  inject: [Warehouse],
  useFactory: (warehouse: Warehouse): IceOptions => ({
    config: readAppConfig({ NODE_ENV: 'test', ICE_LOG_LEVEL: 'silent', PORT: '0' }),
    logger: createLogger('silent'),
    plugins: [PricesPlugin],
    openStorage: async () => warehouse,
  }),
});

@Module({ imports: [iceModule, WarehouseModule], providers: [Shop] })
class HostModule {}

const documentOf = (tool_name: string) => ({
  schema_version: '1.0',
  name: 'price',
  inputs: { item: { type: 'string' } },
  nodes: [{ id: 'price', type: 'tool', tool_name, tool_args: { item: '{{ inputs.item }}' } }],
  outputs: { usd: '{{ nodes.price.usd }}' },
});

describe('iceOS in another application', () => {
  let host: INestApplicationContext;
  let ice: Ice;

  beforeAll(async () => {
    host = await NestFactory.createApplicationContext(HostModule, { logger: false });
    ice = host.get(Shop).ice;
  });

  afterAll(() => host.close());

  it('runs blueprints with the tools of its host', async () => {
    expect(await ice.run(documentOf('price_of'), { item: 'chair' })).toEqual({ usd: 5 });
  });

  it('keeps everything in the store of its host', async () => {
    await ice.run(documentOf('price_of'), { item: 'chair' });
    const { data } = (await ice.request('GET', '/api/v1/executions?limit=1')).body as {
      data: { execution_id: string }[];
    };
    const id = data[0]?.execution_id ?? '';
    expect(await host.get(Warehouse).store.get('executions', id)).toMatchObject({ key: id });
  });

  it('says why something is refused', async () => {
    const fault = await ice.run(documentOf('price_off'), { item: 'chair' }).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(IceRunError);
    expect(fault).toMatchObject({ code: 'unknown-tool', answer: { status: 422 } });
  });

  it('listens when it is told to', async () => {
    const url = await ice.listen();
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it('cannot share a store of its host', async () => {
    const config = readAppConfig({ ICE_STORE: 'redis', REDIS_URL: 'redis://127.0.0.1:1', ICE_LOG_LEVEL: 'silent' });
    const openStorage = async () => new Warehouse();
    await expect(Ice.open({ config, openStorage })).rejects.toThrow(ConfigError);
  });

  it('ends with its host', async () => {
    const other = await NestFactory.createApplicationContext(HostModule, { logger: false });
    const url = await other.get(Ice).listen();
    await other.close();
    await expect(fetch(`${url}/health`)).rejects.toThrow('fetch failed');
  });
});
