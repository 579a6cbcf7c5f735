/** The clock of the Redis that holds a key.
 *  Keys: any one. Arguments: none. Returns: seconds. Changes nothing. */
import type { RedisScript } from '../connection/redis-connection.js';

export const clockScript: RedisScript = { lua: "return tonumber(redis.call('TIME')[1])" };
