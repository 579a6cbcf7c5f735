/** One name for one thing: the glossary and the code use the same words, and some words do not occur. */
import { describe, expect, it } from '@jest/globals';
import { executionTransitions, nodeRunTransitions, nodeSchemaByKind } from '@ice/core';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { codeWords, MarkdownPage, root } from './markdown-page.js';
import { exportedNames, identifiers, interfaceMembers, sourcesBelow } from './source-declarations.js';

const page = new MarkdownPage('docs/glossary.md');
const reserved = '†';
const things = page.rows('Things').map((row) => row['word'] ?? '');
const words = [...things, ...page.rows('Rooms').map((row) => row['word'] ?? '')];
const kinds = Object.keys(nodeSchemaByKind);

/** Folders whose name says what part of the folder above they hold. */
const partFolders = ['cases', 'checks', 'functions', 'keyword', 'rules', 'testing', 'typing'];

/** What belongs to the node kind `workflow`, the one thing that has this name. */
const ofWorkflowKind = /^workflow(?:Node|NodeSchema|Fields|Options)$/i;

const forbidden = /^(?:workflows?|flows?|steps?|tasks?|jobs?|activit(?:y|ies))$/;

describe('docs/glossary.md', () => {
  it.each(['libs/core/src', 'libs/orchestrator/src'])('knows the folders of %s', (folder) => {
    const known = (name: string): boolean =>
      words.includes(name.replaceAll('-', ' ')) || partFolders.includes(name) || kinds.includes(name);
    expect(foldersBelow(folder).filter((place) => !known(path.basename(place)))).toEqual([]);
  });

  it('names no room that is not there', () => {
    const folders = ['libs/core/src', 'libs/orchestrator/src']
      .flatMap(foldersBelow)
      .map((place) => path.basename(place));
    const rooms = page.rows('Rooms').map((row) => row['word'] ?? '');
    expect(rooms.filter((room) => !folders.includes(room))).toEqual([]);
  });

  it('lists the node kinds', () => {
    const row = page.rows('Things').find(({ word }) => word === 'node kind');
    expect(codeWords(Object.values(row ?? {})[1] ?? '')).toEqual(kinds);
  });

  it('lists the statuses', () => {
    const statuses = page.rows('Statuses').map((row) => codeWords(row['words'] ?? ''));
    expect(statuses).toEqual([Object.keys(executionTransitions), Object.keys(nodeRunTransitions)]);
  });

  it('knows what events speak of', () => {
    const types = [...interfaceMembers('libs/core/src/event/execution-event.ts', 'EventData').keys()];
    const subjects = new Set(types.filter((type) => type.includes('.')).map((type) => type.split('.')[0] as string));
    expect([...subjects].filter((subject) => !words.includes(subject))).toEqual([]);
  });

  it('has each word once', () => {
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });

  it('defines no word of this version that the code does not say', () => {
    const said = new Set(
      ['libs', 'apps'].flatMap(sourcesBelow).flatMap((file) => [...identifiers(file)].flatMap(wordsOf)),
    );
    const isSaid = (word: string): boolean => said.has(word) || said.has(`${word}s`);
    const silent = things.filter((thing) => !thing.includes(reserved) && !thing.split(' ').every(isSaid));
    expect(silent).toEqual([]);
  });
});

describe('the exported names of the libraries', () => {
  const names = sourcesBelow('libs').flatMap((file) => exportedNames(file).map((name) => ({ file, name })));

  it('are there', () => {
    expect(names.length).toBeGreaterThan(300);
  });

  it('do without the words that the glossary rules out', () => {
    const offenders = names
      .filter(({ name }) => !ofWorkflowKind.test(name))
      .filter(({ name }) => wordsOf(name).some((word) => forbidden.test(word)));
    expect(offenders).toEqual([]);
  });

  it.each([
    ['runWorkflow', true],
    ['StepCount', true],
    ['JOB_LIMIT', true],
    ['overflow', false],
    ['taskless', false],
  ])('are cut into words: %s', (name, isForbidden) => {
    expect(wordsOf(name).some((word) => forbidden.test(word))).toBe(isForbidden);
  });
});

/** All folders at any depth, as paths from the root. */
function foldersBelow(folder: string): readonly string[] {
  const folders = readdirSync(path.join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name }) => [`${folder}/${name}`, ...foldersBelow(`${folder}/${name}`)]);
}

/** `nodeRunStatus`, `NODE_RUN` and `node-run` → words in small letters. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase());
}
