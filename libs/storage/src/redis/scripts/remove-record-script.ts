/** Removes a record, and a stream when its keys come along.
 *  Keys: record, token, and whatever else goes with the record. Arguments: 1 the second after which it may not happen any more, or nothing;
 *  2 `any`, `absent` or `lock`; 3 the lock that is expected. Returns: `removed` with the `labels` and `marks` that the record had,
 *  `repeated`, `late`, or `refused` with `value`, `lock` and `labels` of what stands there. Changes: all of it is gone or nothing. */
import type { RedisScript } from '../connection/redis-connection.js';
import { recordFunctions } from './record-functions.js';

export const removeRecordScript: RedisScript = {
  lua: `${recordFunctions}
local hindered = hindrance()
if hindered then return hindered end
local stored = redis.call('HMGET', KEYS[1], 'value', 'lock', 'labels', 'marks')
local lock = stored[2]
if (ARGV[2] == 'lock' and lock ~= ARGV[3]) or (ARGV[2] == 'absent' and lock) then
  return {'refused', stored[1], stored[2], stored[3]}
end
redis.call('UNLINK', KEYS[1])
if #KEYS > 2 then redis.call('UNLINK', unpack(KEYS, 3)) end
remember()
return {'removed', stored[3] or '', stored[4] or ''}
`,
};
