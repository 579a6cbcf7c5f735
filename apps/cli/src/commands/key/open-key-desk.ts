/** Where keys are made and revoked: in the store of this machine, where nobody is asked for a key (there may be none yet), or by a server,
 *  which asks for one with the scope admin. */
import { KeyStore } from '@ice/api';
import { defaultOrganisation } from '@ice/core';
import type { CommandContext } from '../../command/command.js';
import { CliError, usageError } from '../../command/cli-error.js';
import { plainText } from '../../text/plain-text.js';
import type { ShownKey } from './key-row.js';
import type { KeyWish } from './read-key-options.js';

/** A key just made: the only time that its text is told. */
export interface MadeKey {
  readonly key: ShownKey;
  readonly text: string;
}

/** See the head of this file. */
export interface KeyDesk extends AsyncDisposable {
  create(wish: KeyWish): Promise<MadeKey>;
  /** All keys of the organisation, revoked ones too, oldest first. */
  list(): Promise<readonly ShownKey[]>;
  revoke(id: string): Promise<void>;
}

/** The desk for an organisation. @throws CliError where a server is asked for another organisation than its key's. */
export async function openKeyDesk(context: CommandContext, organisation: string): Promise<KeyDesk> {
  if (context.remoteUrl === null) return storeDesk(await KeyStore.open(context.env), organisation);
  if (organisation === defaultOrganisation) return serverDesk(context);
  throw usageError(
    '--organisation works at the machine of the store only: a server goes by the key that it is asked with.',
  );
}

function storeDesk(store: KeyStore, organisation: string): KeyDesk {
  return {
    create: async (wish) => {
      const { key: text, ...key } = await store.create({ ...wish, organisation });
      return { key, text };
    },
    list: async () => {
      const keys = await store.list(organisation);
      // The organisation of everybody is made with its first key.
      if (keys !== null || organisation === defaultOrganisation) return keys ?? [];
      throw usageError(`There is no organisation "${organisation}".`);
    },
    revoke: async (id) => {
      if ((await store.revoke(id)) === null) throw noSuchKey(id);
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

async function serverDesk({ connect, signal }: CommandContext): Promise<KeyDesk> {
  const { keys } = (await connect()).client;
  return {
    create: async ({ name, scopes, budgetUsd, expiresAt }) => {
      const wish = {
        name,
        scopes: [...scopes],
        ...(budgetUsd !== null && { budget_usd: budgetUsd }),
        ...(expiresAt !== null && { expires_at: expiresAt }),
      };
      const { key: text, ...key } = await keys.create(wish, { signal });
      return { key, text };
    },
    list: async () => {
      const found: ShownKey[] = [];
      for await (const key of keys.list({ signal })) found.push(key);
      return found;
    },
    revoke: (id) => keys.revoke(id, { signal }),
    // The connection is closed by whoever has opened it.
    [Symbol.asyncDispose]: async () => undefined,
  };
}

function noSuchKey(id: string): CliError {
  const hint = '"ice key list" shows those that there are.';
  return new CliError(`There is no key "${plainText(id.slice(0, 60))}".`, { exitCode: 3, code: 'not-found', hint });
}
