/** Reads the words of the command for keys. What is wrong with them is a throw with one sentence, for the person who typed them. */
import { isAccessScope, isOrganisationName, defaultOrganisation, type AccessScope } from '@ice/core';
import { parseArgs } from 'node:util';

/** A sentence for the person at the keyboard. */
export class UsageError extends Error {}

/** What is to be done. */
export type KeyOrder =
  | {
      readonly action: 'create';
      readonly name: string;
      readonly scopes: readonly AccessScope[];
      readonly organisation: string;
      readonly budgetUsd: number | null;
      /** Milliseconds from now; null = never. */
      readonly lifeMs: number | null;
      readonly json: boolean;
    }
  | { readonly action: 'list'; readonly organisation: string; readonly json: boolean }
  | { readonly action: 'revoke'; readonly id: string; readonly json: boolean }
  | { readonly action: 'mint' }
  | { readonly action: 'help' };

/** What can be typed. */
export const usage = `Usage: npm run -s key -- <command>

  create --name <name> [--scopes read,author,run,admin] [--organisation <name>] [--budget-usd <amount>] [--expires <30d>]
         Makes a key. Its text is on stdout, once; everything else is on stderr. Without --scopes it may do everything.
  list   [--organisation <name>]
         Lists keys, without their texts.
  revoke <id>
         Makes a key nobody's, in running servers within 5 s.
  mint   Prints the text of a key that is kept nowhere, for ICE_API_KEYS.

  --json prints one JSON object (create, revoke) or list. The store is that of ICE_STORE and ICE_DATA_DIR.
`;

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, y: 31_536_000_000 };
const maxBudgetUsd = 1_000_000;
const maxNameLength = 100;

type Given = Readonly<Record<string, string | boolean | undefined>>;

/** The order. @throws UsageError */
export function readArguments(words: readonly string[]): KeyOrder {
  const { values, positionals } = parsed(words);
  const [action = 'help', ...rest] = values['help'] === true ? [] : positionals;
  const json = values['json'] === true;
  if (action === 'help') return { action };
  if (action === 'mint') return { action };
  if (action === 'revoke') return { action, id: onlyOne(rest), json };
  if (rest.length > 0) throw new UsageError(`${quoted(rest[0])} is one word too many.`);
  if (action === 'list') return { action, organisation: organisationOf(values), json };
  if (action !== 'create') throw new UsageError(`There is no command ${quoted(action)}.`);
  return {
    action,
    name: nameOf(values),
    scopes: scopesOf(values),
    organisation: organisationOf(values),
    budgetUsd: budgetOf(values),
    lifeMs: lifeOf(values),
    json,
  };
}

function parsed(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { name: text, scopes: text, organisation: text, 'budget-usd': text, expires: text };
  try {
    return parseArgs({ args: [...words], options: { ...options, json: flag, help: flag }, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] ?? 'The words cannot be read.');
  }
}

function onlyOne([id, ...others]: readonly string[]): string {
  if (id === undefined || others.length > 0) throw new UsageError('revoke takes the id of one key.');
  if (!id.startsWith('key_')) throw new UsageError(`${quoted(id.slice(0, 8))}… is no id of a key; list shows them.`);
  return id;
}

function nameOf({ name }: Given): string {
  if (typeof name === 'string' && name.trim() !== '' && name.length <= maxNameLength) return name;
  throw new UsageError(`create needs --name, of 1 to ${maxNameLength} characters.`);
}

function scopesOf({ scopes = 'read,author,run,admin' }: Given): readonly AccessScope[] {
  const names = String(scopes).split(',');
  const wrong = names.find((name) => !isAccessScope(name));
  if (wrong !== undefined) throw new UsageError(`${quoted(wrong)} is no scope; there are read, author, run, admin.`);
  return [...new Set(names.filter(isAccessScope))];
}

function organisationOf({ organisation = defaultOrganisation }: Given): string {
  if (isOrganisationName(String(organisation))) return String(organisation);
  throw new UsageError('An organisation has a name of 1 to 64 lower-case letters, digits and hyphens.');
}

function budgetOf({ 'budget-usd': budget }: Given): number | null {
  if (budget === undefined) return null;
  const amount = /^\d{1,7}(\.\d{1,9})?$/.test(String(budget)) ? Number(budget) : NaN;
  if (amount > 0 && amount <= maxBudgetUsd) return amount;
  throw new UsageError(`--budget-usd is an amount above 0, at most ${maxBudgetUsd}.`);
}

function lifeOf({ expires }: Given): number | null {
  if (expires === undefined) return null;
  const [, count, unit = ''] = /^([1-9]\d{0,3})([mhdy])$/.exec(String(expires)) ?? [];
  if (count === undefined) throw new UsageError('--expires is a time such as 90m, 12h, 30d or 1y.');
  return Number(count) * (units[unit] ?? NaN);
}

function quoted(word = ''): string {
  return JSON.stringify(word.slice(0, 60));
}
