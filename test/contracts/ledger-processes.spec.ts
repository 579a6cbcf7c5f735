/** The ledger in a SQLite file keeps its promises across processes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { SqliteStore } from '@ice/storage';
import { ledgerProcessesContract, type LedgerPlace } from './ledger/ledger-processes-contract.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ledger-processes-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

/** With `ICE_LONG=1` processes are killed three times. */
ledgerProcessesContract('A ledger file', newFile, { rounds: process.env['ICE_LONG'] === '1' ? 3 : 1 });

function newFile(): LedgerPlace {
  const file = path.join(folder, `${(files += 1)}.db`);
  const open = async () => {
    const store = await SqliteStore.open({ path: file });
    return { ledger: store.ledger, close: () => store.close() };
  };
  return { address: file, signals: file, open };
}
