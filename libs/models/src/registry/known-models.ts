/** The chat models that the price list and the operator's price file know. Built once per registry, never changed. */
import type { MatchLogic, ModelInfo } from '@pydantic/genai-prices';
import { listedModel } from '../price/listed-price.js';
import { priceDataOf, pricedProviders } from '../price/price-data.js';
import { splitModelName, undatedModelName } from './model-name.js';

/** Listed models that answer with something else than text, or to something else than a conversation. */
const noChatModel =
  /embedding|moderation|whisper|transcribe|tts|audio|realtime|live|image|omni|vision|instruct|davinci|curie|babbage|^ada|computer-use|:/;

/** Spellings of other platforms (`gpt-5-1`), to which the provider itself does not answer. */
const foreignSpelling = /^gpt-\d-\d(?!\d)/;

/** Which names exist, and which model each of them means. */
export class KnownModels {
  /** `provider/name` of every model, aliases left out. */
  readonly names: readonly string[];
  /** Providers of these models. */
  readonly providers: readonly string[];
  readonly #canonical: ReadonlyMap<string, string>;

  /** @param ownModels `provider/name` of models that the operator gave a price. */
  constructor(ownModels: readonly string[]) {
    const own = ownModels.map((name): [string, string] => [name, name]);
    this.#canonical = new Map([...pricedProviders.flatMap(listedNames), ...own]);
    this.names = [...new Set(this.#canonical.values())];
    this.providers = [...new Set(this.names.map((name) => splitModelName(name)?.provider ?? ''))];
  }

  /** The model that a full name means: its own, or that of an alias or dated snapshot. Undefined for an unknown name. */
  canonicalName(name: string): string | undefined {
    const known = this.#canonical.get(name);
    if (known !== undefined || undatedModelName(name) === name) return known;
    const listed = listedModel(name);
    return listed && this.#canonical.get(`${splitModelName(name)?.provider ?? ''}/${listed.id}`);
  }
}

/** All names of a provider's chat models, each with the name it stands for. */
function listedNames(provider: string): readonly [string, string][] {
  const models = priceDataOf(provider)?.models ?? [];
  return models.filter((model) => isChatModel(provider, model)).flatMap((model) => namesOf(provider, model));
}

function namesOf(provider: string, model: ModelInfo): readonly [string, string][] {
  const aliases = equalNames(model.match).filter((name) => !foreignSpelling.test(name) && !noChatModel.test(name));
  return [...aliases, model.id].map((name) => [`${provider}/${name}`, `${provider}/${model.id}`]);
}

function isChatModel(provider: string, model: ModelInfo): boolean {
  // Google's list has the models of its partners too, under other names than theirs.
  return !noChatModel.test(model.id) && (provider !== 'google' || model.id.startsWith('gemini-'));
}

function equalNames(match: MatchLogic): readonly string[] {
  if ('or' in match) return match.or.flatMap(equalNames);
  return 'equals' in match ? [match.equals] : [];
}
