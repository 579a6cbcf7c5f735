/** The tutorials, done as they stand: every file is written, every command is run, and what they print is what is shown. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { startApi, type RunningApi } from '../support/start-api.js';
import { MarkdownPage, root } from './markdown-page.js';
import { isAsShown, playPage } from './play-page.js';

/** Commands start processes, one after the other. */
const limitMs = 300_000;

const pages = readdirSync(path.join(root, 'docs/tutorials')).map((file) => `docs/tutorials/${file}`);

describe('the tutorials', () => {
  let api: RunningApi;
  let folder: string;
  beforeAll(async () => {
    const cache = path.join(root, '.cache');
    mkdirSync(cache, { recursive: true });
    // Below the checkout, where `npx ice` finds the command.
    folder = await mkdtemp(path.join(cache, 'tutorial-'));
    api = await startApi();
  });
  afterAll(async () => {
    await api.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(pages)(
    '%s works as it stands',
    async (file) => {
      const place = path.join(folder, path.basename(file, '.md'));
      mkdirSync(place);
      const env = { ICE_DATA_DIR: path.join(place, '.ice'), NO_COLOR: '1', ICE_URL: '' };
      const replaced = { 'http://127.0.0.1:8000': api.url };
      const played = await playPage(new MarkdownPage(file), { folder: place, env, replaced });
      expect(played.length).toBeGreaterThan(2);
      expect(played.filter(({ printed, shown }) => shown !== null && !isAsShown(printed, shown))).toEqual([]);
    },
    limitMs,
  );

  it('are compared with what is printed: another word is found', () => {
    expect([isAsShown('a 12 b\nc\n', 'a … b\nc'), isAsShown('a 12 b\nd\n', 'a … b\nc')]).toEqual([true, false]);
    expect([isAsShown('x\ny\nc\n', '…\nc'), isAsShown('x\ny\n', '…\nc')]).toEqual([true, false]);
  });
});
