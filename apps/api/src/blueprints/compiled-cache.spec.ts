import { describe, expect, it } from '@jest/globals';
import { compileBlueprint, defaultCompileLimits, type CompiledBlueprint } from '@ice/core';
import { CompiledCache } from './compiled-cache.js';

const environment = {
  findTool: () => undefined,
  toolNames: [],
  decideModel: () => ({ allowed: false, reason: 'none' }) as const,
  modelNames: [],
  limits: defaultCompileLimits,
};

const fail = (id: string): object => ({ id, type: 'fail', code: 'no', message: 'No.' });

const compile = (name: string, nodes: readonly object[]): CompiledBlueprint => {
  const result = compileBlueprint(JSON.parse(JSON.stringify({ schema_version: '1.0', name, nodes })), environment);
  if (result.ok) return result.compiled;
  throw new Error(JSON.stringify(result.diagnostics));
};

const two = (name: string): CompiledBlueprint => compile(name, [{ id: 'g', type: 'group', nodes: [fail('inner')] }]);

describe('the cache of compiled blueprints', () => {
  it('gives what it keeps', () => {
    const cache = new CompiledCache();
    const compiled = two('a');

    expect(cache.keep(compiled)).toBe(compiled);
    expect(cache.find(compiled.revision)).toBe(compiled);
    expect(cache.find('sha256:0')).toBeUndefined();
  });

  it('gives one and the same for one revision, whoever compiled it', () => {
    const cache = new CompiledCache();
    const first = cache.keep(two('a'));

    expect(cache.keep(two('a'))).toBe(first);
  });

  it('makes room for the newest by dropping what was not used for longest; nested nodes count', () => {
    const cache = new CompiledCache(4);
    const [a, b, c] = [two('a'), two('b'), two('c')];
    cache.keep(a);
    cache.keep(b);
    cache.find(a.revision);
    cache.keep(c);

    expect([a, b, c].map(({ revision }) => cache.find(revision)?.blueprint.name)).toEqual(['a', undefined, 'c']);
  });

  it('does not keep what is larger than all of it', () => {
    const cache = new CompiledCache(1);
    const compiled = cache.keep(two('a'));

    expect(cache.find(compiled.revision)).toBeUndefined();
  });
});
