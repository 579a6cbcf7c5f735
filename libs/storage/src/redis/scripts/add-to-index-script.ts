/** Adds a member to an index, before the record that it leads to is written.
 *  Keys: the index. Arguments: key of the record, token of the write. Returns: the mark. Changes: the index has the member; a repeat within
 *  the same second adds nothing. */
import type { RedisScript } from '../connection/redis-connection.js';

export const addToIndexScript: RedisScript = {
  lua: `
local mark = redis.call('TIME')[1] .. '.' .. ARGV[2]
redis.call('ZADD', KEYS[1], 0, ARGV[1] .. '\\0' .. mark)
return mark
`,
};
