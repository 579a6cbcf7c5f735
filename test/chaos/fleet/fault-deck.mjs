// Which fault comes next: drawn from a shuffled deck, so that a run of any length has its share of each kind.

/**
 * @typedef {'kill worker' | 'kill api' | 'stop worker' | 'stop api' | 'cut worker' | 'cut api' | 'kill clients' | 'restart redis' |
 *   'redis sleeps'} FaultKind
 */

/** How many cards of each kind a deck has. */
const shares = /** @type {const} */ ({
  'kill worker': 6,
  'kill api': 3,
  'stop worker': 3,
  'stop api': 1,
  'cut worker': 3,
  'cut api': 1,
  'kill clients': 2,
  'restart redis': 1,
  'redis sleeps': 1,
});

/** All kinds. */
export const faultKinds = /** @type {readonly FaultKind[]} */ (Object.keys(shares));

/** The deck; when it is used up, it is shuffled again. */
export class FaultDeck {
  /** @type {FaultKind[]} */
  #cards = [];

  /** @param {import('../kill/random.mjs').Random} random @param {readonly FaultKind[]} kinds those that it has */
  constructor(random, kinds) {
    this.random = random;
    this.kinds = kinds;
  }

  /** One of those that can be done now; null when none of what the deck still has can. @param {(kind: FaultKind) => boolean} isPossible */
  draw(isPossible) {
    if (this.#cards.length === 0)
      this.#cards = this.kinds.flatMap((kind) => Array.from({ length: shares[kind] }, () => kind));
    const possible = [...this.#cards.keys()].filter((index) =>
      isPossible(/** @type {FaultKind} */ (this.#cards[index])),
    );
    if (possible.length === 0) return null;
    const [card] = this.#cards.splice(this.random.of(possible), 1);
    return /** @type {FaultKind} */ (card);
  }
}
