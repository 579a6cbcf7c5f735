/** What a Redis says of itself, as far as keeping a store depends on it; and what is wrong with that. */

/** Facts; undefined where Redis does not tell. */
export interface RedisFacts {
  /** `7.0.15`. */
  readonly version: string | undefined;
  /** `noeviction`, or what goes first when memory is full. */
  readonly evictionPolicy: string | undefined;
  /** `yes` or `no`. */
  readonly appendOnly: string | undefined;
  /** `always`, `everysec` or `no`. */
  readonly appendSync: string | undefined;
  /** False where CONFIG is forbidden, as managed services do. */
  readonly isConfigTold: boolean;
}

/** The oldest one that the scripts are tried with. */
const oldestMajor = 7;

/** One sentence for each thing that an operator should know; none when all is well. */
export function redisWarnings(facts: RedisFacts): readonly string[] {
  return [...versionWarnings(facts), ...evictionWarnings(facts), ...fileWarnings(facts), ...secrecyWarnings(facts)];
}

function versionWarnings({ version }: RedisFacts): readonly string[] {
  if (version === undefined) return ['Redis does not tell its version; 7.0 or newer is needed.'];
  return Number.parseInt(version, 10) >= oldestMajor ? [] : [`Redis is version ${version}; 7.0 or newer is needed.`];
}

function evictionWarnings({ evictionPolicy }: RedisFacts): readonly string[] {
  if (evictionPolicy === undefined || evictionPolicy === 'noeviction') return [];
  return [`maxmemory-policy is ${evictionPolicy}: Redis throws records away when its memory is full. Set noeviction.`];
}

function fileWarnings({ appendOnly, appendSync }: RedisFacts): readonly string[] {
  if (appendOnly === 'no')
    return ['appendonly is off: what was acknowledged since the last snapshot is lost with Redis.'];
  if (appendOnly === undefined || appendSync === undefined || appendSync === 'always') return [];
  const lost = appendSync === 'everysec' ? 'of the last second' : 'since the system last wrote to disk';
  return [`appendfsync is ${appendSync}: an acknowledged write ${lost} may be lost with the machine.`];
}

function secrecyWarnings({ isConfigTold }: RedisFacts): readonly string[] {
  if (isConfigTold) return [];
  return [
    'CONFIG is forbidden: whether Redis keeps what it acknowledged (appendonly, appendfsync) could not be checked.',
  ];
}
