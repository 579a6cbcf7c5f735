/** Reads what a new key is to be out of the options of the command line. What is wrong with them is told in a sentence. */
import { defaultOrganisation, isAccessScope, isOrganisationName, type AccessScope } from '@ice/core';
import type { CommandContext } from '../../command/command.js';
import { usageError } from '../../command/cli-error.js';
import { plainText } from '../../text/plain-text.js';

/** What a new key is to be. */
export interface KeyWish {
  readonly name: string;
  readonly scopes: readonly AccessScope[];
  /** USD in a window; null = no limit of its own. */
  readonly budgetUsd: number | null;
  /** RFC 3339; null = never. */
  readonly expiresAt: string | null;
}

type Options = CommandContext['options'];

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, y: 31_536_000_000 };
const maxBudgetUsd = 1_000_000;
const maxNameLength = 100;

/** @param now ms since 1970, from which `--expires` counts. @throws CliError */
export function readKeyWish(options: Options, now: number): KeyWish {
  return {
    name: nameOf(options),
    scopes: scopesOf(options),
    budgetUsd: budgetOf(options),
    expiresAt: expiryOf(options, now),
  };
}

/** The organisation whose keys are meant; `default` where none is named. @throws CliError */
export function readOrganisation({ organisation = defaultOrganisation }: Options): string {
  if (isOrganisationName(String(organisation))) return String(organisation);
  throw usageError('An organisation has a name of 1 to 64 lower-case letters, digits and hyphens.');
}

function nameOf({ name }: Options): string {
  if (typeof name === 'string' && name.trim() !== '' && name.length <= maxNameLength) return name;
  throw usageError(`A key needs --name, of 1 to ${maxNameLength} characters.`);
}

function scopesOf({ scopes = 'read,author,run,admin' }: Options): readonly AccessScope[] {
  const names = String(scopes).split(',');
  const wrong = names.find((name) => !isAccessScope(name));
  if (wrong !== undefined) throw usageError(`${shown(wrong)} is no scope; there are read, author, run, admin.`);
  return [...new Set(names.filter(isAccessScope))];
}

function budgetOf({ budgetUsd: budget }: Options): number | null {
  if (budget === undefined) return null;
  const amount = /^\d{1,7}(\.\d{1,9})?$/.test(String(budget)) ? Number(budget) : NaN;
  if (amount > 0 && amount <= maxBudgetUsd) return amount;
  throw usageError(`--budget-usd is an amount above 0, at most ${maxBudgetUsd}.`);
}

function expiryOf({ expires }: Options, now: number): string | null {
  if (expires === undefined) return null;
  const [, count, unit = ''] = /^([1-9]\d{0,3})([mhdy])$/.exec(String(expires)) ?? [];
  if (count === undefined) throw usageError('--expires is a time such as 90m, 12h, 30d or 1y.');
  return new Date(now + Number(count) * (units[unit] ?? NaN)).toISOString();
}

function shown(word: string): string {
  return JSON.stringify(plainText(word.slice(0, 60)));
}
