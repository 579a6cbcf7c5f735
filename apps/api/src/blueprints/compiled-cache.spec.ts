import { describe, expect, it } from '@jest/globals';
import { compileBlueprint, defaultCompileLimits, type CompiledBlueprint } from '@ice/core';
import { CompiledCache } from './compiled-cache.js';

const environment = {
  findTool: () => undefined,
  toolNames: [],
  decideModel: () => ({ allowed: false, reason: 'none' }) as const,
  modelNames: [],
  findBlueprint: () => undefined,
  limits: defaultCompileLimits,
};

const fail = (id: string): object => ({ id, type: 'fail', code: 'no', message: 'No.' });

const compile = (name: string, nodes: readonly object[]): CompiledBlueprint => {
  const result = compileBlueprint(JSON.parse(JSON.stringify({ schema_version: '1.0', name, nodes })), environment);
  if (result.ok) return result.compiled;
  throw new Error(JSON.stringify(result.diagnostics));
};

const two = (name: string): CompiledBlueprint => compile(name, [{ id: 'g', type: 'group', nodes: [fail('inner')] }]);

const none = {};
const childOf = (revision: string): CompiledBlueprint['pins'] => ({ bp_child: revision });

describe('the cache of compiled blueprints', () => {
  it('gives what it keeps', () => {
    const cache = new CompiledCache();
    const compiled = two('a');

    expect(cache.keep(compiled, none)).toBe(compiled);
    expect(cache.find(compiled.revision, none)).toBe(compiled);
    expect(cache.find('sha256:0', none)).toBeUndefined();
  });

  it('gives one and the same for one revision, whoever compiled it', () => {
    const cache = new CompiledCache();
    const first = cache.keep(two('a'), none);

    expect(cache.keep(two('a'), none)).toBe(first);
  });

  it('tells apart what was compiled with other revisions of a child', () => {
    const cache = new CompiledCache();
    const [before, after] = [two('a'), two('a')];
    cache.keep(before, childOf('sha256:1'));
    cache.keep(after, childOf('sha256:2'));

    expect(cache.find(before.revision, childOf('sha256:1'))).toBe(before);
    expect(cache.find(before.revision, childOf('sha256:2'))).toBe(after);
    expect(cache.find(before.revision, none)).toBeUndefined();
  });

  it('takes pins in any order for the same', () => {
    const cache = new CompiledCache();
    const compiled = cache.keep(two('a'), { bp_a: 'sha256:1', bp_b: 'sha256:2' });

    expect(cache.find(compiled.revision, { bp_b: 'sha256:2', bp_a: 'sha256:1' })).toBe(compiled);
  });

  it('makes room for the newest by dropping what was not used for longest; nested nodes count', () => {
    const cache = new CompiledCache(4);
    const [a, b, c] = [two('a'), two('b'), two('c')];
    cache.keep(a, none);
    cache.keep(b, none);
    cache.find(a.revision, none);
    cache.keep(c, none);

    expect([a, b, c].map(({ revision }) => cache.find(revision, none)?.blueprint.name)).toEqual(['a', undefined, 'c']);
  });

  it('does not keep what is larger than all of it', () => {
    const cache = new CompiledCache(1);
    const compiled = cache.keep(two('a'), none);

    expect(cache.find(compiled.revision, none)).toBeUndefined();
  });
});
