/** The models that no list can allow. Pure. */

/** Letters and digits only matter: `GPT_3.5`, `gpt-35-turbo` and full-width letters are the same model. */
const gpt35 = /gpt[^a-z0-9]*3[^a-z0-9]*5(?![0-9]|b\b)/;
const namedGpt35 = /(?:text|code)[^a-z0-9]*davinci[^a-z0-9]*00[23]/;

/** What stands in for a banned model, where it is allowed. */
export const bannedModelSuccessor = 'openai/gpt-4o-mini';

/** True for every spelling of the GPT-3.5 family (`gpt-3.5-*`, `text-davinci-002` and `-003`, `code-davinci-002`). */
export function isBannedModel(name: string): boolean {
  const plain = name.normalize('NFKC').toLowerCase();
  return gpt35.test(plain) || namedGpt35.test(plain);
}
