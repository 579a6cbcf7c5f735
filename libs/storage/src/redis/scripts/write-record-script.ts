/** Compares and sets a record.
 *  Keys: record, token. Arguments: those of all writes (`record-functions`), then 8 `any`, `absent` or `lock`, and 9 the lock that is
 *  expected. Returns: the answers of all writes, or `refused` with `value`, `lock` and `labels` of what stands there (nothing: no record).
 *  Changes: all of the record or nothing. */
import type { RedisScript } from '../connection/redis-connection.js';
import { recordFunctions } from './record-functions.js';

export const writeRecordScript: RedisScript = {
  lua: `${recordFunctions}
local hindered = hindrance()
if hindered then return hindered end
if ARGV[8] ~= 'any' then
  local lock = redis.call('HGET', KEYS[1], 'lock')
  local expected = lock == ARGV[9]
  if ARGV[8] == 'absent' then expected = not lock end
  if not expected then return {'refused', unpack(redis.call('HMGET', KEYS[1], 'value', 'lock', 'labels'))} end
end
local need = needOfLabels()
if need[1] ~= 'plan' then put(need) end
return need
`,
};
