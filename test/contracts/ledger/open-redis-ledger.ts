/** The ledger in Redis under test. */
import type { OpenedLedger } from '@ice/contracts';
import { RedisConnection, RedisLedger } from '@ice/storage';

/** A ledger on a connection of its own, which ends with it. */
export interface OpenedRedisLedger extends OpenedLedger {
  readonly ledger: RedisLedger;
  readonly connection: RedisConnection;
}

/** @param between what happens from the end of a connection to the beginning of the next, when it is opened again. */
export async function openRedisLedger(
  url: string,
  prefix: string,
  between: () => Promise<void> = async () => undefined,
): Promise<OpenedRedisLedger> {
  const connection = await RedisConnection.open({ url, prefix });
  const ledger = new RedisLedger(connection);
  const close = async (): Promise<void> => {
    await ledger.end();
    await connection.close();
    connection.client.disconnect();
  };
  const reopen = async (): Promise<OpenedLedger> => {
    await close();
    await between();
    return openRedisLedger(url, prefix, between);
  };
  return { ledger, connection, close, reopen };
}
