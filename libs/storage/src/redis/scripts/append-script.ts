/** Appends to a stream and sets the record that sums it up.
 *  Keys: record, token, entries, payloads, fence. Arguments: those of all writes (`record-functions`), then 8 the expected sequence, 9 the
 *  fence, 10 how many entries, the entries, and pairs of hash and text. Returns: the answers of all writes, or `fence` or `sequence` with
 *  the sequence of the last entry. Changes: all of it or nothing. */
import type { RedisScript } from '../connection/redis-connection.js';
import { recordFunctions } from './record-functions.js';

export const appendScript: RedisScript = {
  lua: `${recordFunctions}
local hindered = hindrance()
if hindered then return hindered end
local sequence = redis.call('LLEN', KEYS[3])
local fence = redis.call('GET', KEYS[5]) or '0'
-- The fence first: a stale owner must learn that it lost the stream, not that it miscounted.
if tonumber(ARGV[9]) < tonumber(fence) then return {'fence', sequence} end
if tonumber(ARGV[8]) ~= sequence then return {'sequence', sequence} end
local need = needOfLabels()
if need[1] == 'plan' then return need end
put(need)
if ARGV[9] ~= fence then redis.call('SET', KEYS[5], ARGV[9]) end
local last = 10 + ARGV[10]
-- Lua hands over a few thousand values at once, and no more.
for first = 11, last, 1000 do
  redis.call('RPUSH', KEYS[3], unpack(ARGV, first, math.min(first + 999, last)))
end
for pair = last + 1, #ARGV, 2 do redis.call('HSETNX', KEYS[4], ARGV[pair], ARGV[pair + 1]) end
return need
`,
};
