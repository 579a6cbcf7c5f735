// The store's own look at itself, `npm run verify-store`, on the store of the fleet: it must find nothing.
import { spawn } from 'node:child_process';
import path from 'node:path';

const command = path.resolve(import.meta.dirname, '../../../apps/api/dist/verify-command.js');

/** @param {string} redisUrl @returns {Promise<{ told: string, findings: readonly string[] }>} */
export async function verifyStore(redisUrl) {
  const env = { ...process.env, ICE_STORE: 'redis', REDIS_URL: redisUrl };
  const child = spawn(process.execPath, [command], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise((resolve) => child.once('close', resolve)),
  ]);
  const findings = out.split('\n').filter((line) => line !== '');
  if (code !== 0 && findings.length === 0) findings.push(`verify-store ended with ${code}: ${err}`);
  return { told: err.trim(), findings };
}

/** @param {import('node:stream').Readable} stream */
async function textOf(stream) {
  let text = '';
  for await (const piece of stream.setEncoding('utf8')) text += piece;
  return text;
}
