/** The test of a store: the contract that all of them keep. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';

/** The source. */
export function storeTest({ kebab, pascal }: ScaffoldName): string {
  return `import { storeContract } from '@ice/contracts';
import { MemoryStore } from '@ice/storage';
import { describe, it } from 'node:test';
import { ${pascal}Store } from './${kebab}-store.js';

/** Fresh and empty. One that outlives its process gives \`reopen\` too, and \`{ isDurable: true }\` has that tested. */
const open = async () => ({ store: new ${pascal}Store(new MemoryStore()) });

storeContract({ describe, it }, '${pascal}Store', open);
`;
}
