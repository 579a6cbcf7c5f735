/** The types of tools that the builder ships are those of the tools. */
import { describe, expect, it } from '@jest/globals';
import { toolTypesText } from '@ice/builder';
import { MemoryRepository } from '@ice/core';
import { MemoryStore, SystemClock, UlidSource } from '@ice/storage';
import { createMemoryToolkit } from '@ice/tools';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { toolTypeFiles } from '../../scripts/tool-type-files.mjs';
import { toolkitsOf } from '../support/shared-definitions.js';

const folder = path.join(import.meta.dirname, '../../libs/builder/src/generated');

describe('the types of the built-in tools', () => {
  it('are what `npm run schemas` would write now', () => {
    const memory = new MemoryRepository(new MemoryStore(), new SystemClock(), new UlidSource());
    const toolkits = [...toolkitsOf(), createMemoryToolkit({ memory })];
    const files = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]);
    expect(Object.fromEntries(files)).toEqual(toolTypeFiles(toolkits, toolTypesText));
  });
});
