/** `make live`: without keys it says what is missing and starts nothing; with a provider it plays the seller assistant through the real
 *  SDKs. The provider here is on loopback. Needs the build, as all processes do. */
import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { startModelServer } from '../support/model-server.js';
import { openAiReply } from '../support/openai-reply.js';

const root = path.join(import.meta.dirname, '..', '..');

/** Set to nothing, so that neither this machine's environment nor a `.env` of the checkout has a say. */
const nothing = {
  ...{ OPENAI_API_KEY: '', OPENAI_BASE_URL: '', ANTHROPIC_API_KEY: '', ANTHROPIC_BASE_URL: '', LIVE_MODEL: '' },
  ...{ DEEPSEEK_API_KEY: '', DEEPSEEK_BASE_URL: '', ICE_CASSETTES: 'off', ICE_ALLOWED_MODELS: '' },
};

interface Played {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function live(env: Readonly<Record<string, string>> = {}): Promise<Played> {
  const variables = { ...process.env, NODE_V8_COVERAGE: undefined, ...nothing, ...env };
  const child = spawn(process.execPath, ['scripts/live.mjs'], { cwd: root, env: variables });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...said };
}

describe('make live', () => {
  it('says which variable is missing and how to set it, starts nothing, and ends with 2', async () => {
    const { code, stdout, stderr } = await live();

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('openai/gpt-4o-mini cannot be asked: neither OPENAI_API_KEY nor OPENAI_BASE_URL is set.');
    expect(stderr).toMatch(/OPENAI_API_KEY=… make live\s+asks OpenAI/);
    expect(stderr).toMatch(/OPENAI_BASE_URL=http:\S+ make live\s+asks a gateway or a local server/);
    expect(stderr).not.toContain('listens on');
  });

  it('names the variables of the provider that is chosen', async () => {
    const { code, stderr } = await live({ LIVE_MODEL: 'anthropic/claude-haiku-4-5', OPENAI_API_KEY: 'sk-x' });

    expect(code).toBe(2);
    expect(stderr).toContain('neither ANTHROPIC_API_KEY nor ANTHROPIC_BASE_URL is set');
  });

  it('plays the seller assistant through the official SDK, held to the schema and streamed', async () => {
    const usage = { prompt_tokens: 40, completion_tokens: 20 };
    const text = JSON.stringify({ title: 'A Fine Thing', description: 'It is fine.' });
    await using server = await startModelServer(openAiReply([], text, usage));
    const { code, stdout, stderr } = await live({ OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'sk-loopback' });

    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ total: 9, success: 9, failures: 0 });
    expect(stderr).toContain('openai/gpt-4o-mini is asked 9 times, once for each row: up to 18 times');
    expect(stderr).toContain('The budget of the blueprint holds: $0.5.');
    expect(stderr).toContain('for 360 input and 180 output tokens of openai/gpt-4o-mini.');
    expect(stderr).toContain('9 listings were posted to a shop on this machine.');
    expect(stderr).toContain('node.completed       summary');
    expect(server.requests.map((headers) => [headers['user-agent'], headers.authorization])).toEqual(
      Array.from({ length: 9 }, () => [expect.stringMatching(/^OpenAI\/JS /), 'Bearer sk-loopback']),
    );
    expect(server.bodies).toEqual(
      Array.from({ length: 9 }, () =>
        expect.objectContaining({
          model: 'gpt-4o-mini',
          stream: true,
          response_format: { type: 'json_schema', json_schema: expect.objectContaining({ strict: true }) },
        }),
      ),
    );
  });

  it('spends no money where the answers are none, and says why', async () => {
    await using server = await startModelServer({
      status: 401,
      contentType: 'application/json',
      body: JSON.stringify({ error: { code: 'invalid_api_key', message: 'Incorrect API key provided.' } }),
    });
    const { code, stdout, stderr } = await live({ OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'sk-loopback' });

    expect([code, stdout]).toEqual([5, '']);
    expect(stderr).toContain('model-unauthorized: OpenAI did not accept the key of OPENAI_API_KEY');
    expect(stderr).toContain('Cost: $0 for 0 input and 0 output tokens');
    expect(stderr).not.toContain('sk-loopback');
  });
});
