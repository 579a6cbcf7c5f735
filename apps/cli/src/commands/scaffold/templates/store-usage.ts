/** How an application hands a store over to the iceOS in it. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';

/** Lines of TypeScript: an expression that is a module for the `imports` of the host's. */
export function storeUsage({ pascal }: ScaffoldName): readonly string[] {
  return [
    'IceModule.forRoot({',
    '  config: readAppConfig(process.env),',
    '  openStorage: async () => {',
    "    const inner = await SqliteStore.open({ path: '.ice/ice.db' });",
    `    return { store: new ${pascal}Store(inner), ledger: inner.ledger };`,
    '  },',
    '})',
  ];
}
