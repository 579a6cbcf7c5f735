/** The models of this process, by the prices that stand in the operator's file now: another file, another registry. While the file cannot
 *  be used, what runs goes on by the last prices that could be, and nobody is told what anything would cost: `checkPrices` throws until
 *  the file is mended. */
import {
  IceError,
  type CostFacts,
  type LanguageModel,
  type ModelCatalog,
  type ModelDecision,
  type ModelDescription,
  type ModelRequest,
  type NanoUsd,
} from '@ice/core';
import type { PriceOverrides } from '@ice/models';
import type { Logger } from '../../logging/create-logger.js';
import { priceFilePatienceMs, type PriceFile, type PriceReading } from './price-file.js';

/** What models are made of. */
export interface ReloadingModelsParts {
  /** Makes the registry of some prices. @throws IceError for prices that cannot be used. */
  readonly build: (overrides: PriceOverrides | null) => ModelCatalog;
  /** Null: the prices of the list, which never change. */
  readonly file: Pick<PriceFile, 'look'> | null;
  /** Is told when the prices change, when they cannot be used any more, and when they can be again. */
  readonly logger: Pick<Logger, 'info' | 'error'>;
}

/** See the head of this file. */
export class ReloadingModels implements ModelCatalog {
  readonly #parts: ReloadingModelsParts;
  #registry: ModelCatalog;
  #seen: PriceReading | undefined;
  #used: PriceOverrides | null = null;
  #fault: Error | null = null;

  /** @throws IceError `validation-failed` for a file that cannot be used: no process begins with prices that nobody knows. */
  constructor(parts: ReloadingModelsParts) {
    this.#parts = parts;
    this.#seen = parts.file?.look();
    if (this.#seen?.ok === false) throw this.#seen.fault;
    this.#used = this.#seen?.overrides ?? null;
    this.#registry = parts.build(this.#used);
  }

  /** To be asked before anybody is told what something costs. @throws IceError `estimator-unavailable` while the file cannot be used. */
  checkPrices(): void {
    this.#refresh();
    if (this.#fault === null) return;
    const details = { retryable: true, retryAfterMs: priceFilePatienceMs, cause: this.#fault };
    throw new IceError(
      'estimator-unavailable',
      'The price file (ICE_PRICE_FILE) cannot be used; the log has the reason.',
      details,
    );
  }

  asOfNow(): ModelCatalog {
    this.#refresh();
    return this.#registry;
  }

  /** Whoever compiles or counts begins here, so this looks at the file too. */
  get costFacts(): CostFacts {
    this.#refresh();
    return this.#registry.costFacts;
  }

  decide(name: string): ModelDecision {
    return this.#registry.decide(name);
  }

  list(): readonly ModelDescription[] {
    return this.#registry.list();
  }

  open(name: string): LanguageModel {
    return this.#registry.open(name);
  }

  countTokens(name: string, text: string): number {
    return this.#registry.countTokens(name, text);
  }

  maxInputTokens(request: ModelRequest): number {
    return this.#registry.maxInputTokens(request);
  }

  maxChargeNanoUsd(request: ModelRequest): NanoUsd {
    return this.#registry.maxChargeNanoUsd(request);
  }

  #refresh(): void {
    const reading = this.#parts.file?.look();
    if (reading === undefined || reading === this.#seen) return;
    this.#seen = reading;
    this.#tell(reading.ok ? this.#use(reading.overrides) : reading.fault);
  }

  /** Null, or why these prices cannot be used. */
  #use(overrides: PriceOverrides): Error | null {
    if (overrides === this.#used) return null;
    try {
      this.#registry = this.#parts.build(overrides);
    } catch (fault) {
      return fault instanceof Error ? fault : new Error(String(fault));
    }
    this.#used = overrides;
    return null;
  }

  /** Once, however often somebody looks. */
  #tell(fault: Error | null): void {
    const isNews = fault === null || fault.message !== this.#fault?.message;
    this.#fault = fault;
    if (!isNews) return;
    if (fault === null) this.#parts.logger.info('The price file was read again: its prices count from now on.');
    else this.#parts.logger.error({ err: fault }, 'The price file cannot be used: nothing is started until it can.');
  }
}
