/** The port of identity: new ids and locks. */

/** Prefix of each kind of id. */
export type IdPrefix = 'an' | 'bp' | 'ex' | 'lk' | 'pbp' | 'rq' | 'wk';

/** Mints ids that were never given before. */
export abstract class IdSource {
  /** `<prefix>_<ULID>`: sortable by time, strictly rising within one process. */
  abstract next(prefix: IdPrefix): string;
}
