import { describe, expect, it } from '@jest/globals';
import {
  compileBlueprint,
  defaultCompileLimits,
  noModelCosts,
  defaultTenant as tenant,
  type CompiledBlueprint,
} from '@ice/core';
import { CompiledCache } from './compiled-cache.js';

const environment = {
  findTool: () => undefined,
  toolNames: [],
  decideModel: () => ({ allowed: false, reason: 'none' }) as const,
  modelNames: [],
  cost: noModelCosts,
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

    expect(cache.keep(tenant, compiled, none)).toBe(compiled);
    expect(cache.find(tenant, compiled.revision, none)).toBe(compiled);
    expect(cache.find(tenant, 'sha256:0', none)).toBeUndefined();
  });

  it('gives one and the same for one revision, whoever compiled it', () => {
    const cache = new CompiledCache();
    const first = cache.keep(tenant, two('a'), none);

    expect(cache.keep(tenant, two('a'), none)).toBe(first);
  });

  it('gives nothing to another tenant, who keeps its own', () => {
    const cache = new CompiledCache();
    const [theirs, own] = [two('a'), two('a')];
    cache.keep(tenant, theirs, none);

    expect(cache.find('AB12Z', own.revision, none)).toBeUndefined();
    expect(cache.keep('AB12Z', own, none)).toBe(own);
    expect(cache.find(tenant, own.revision, none)).toBe(theirs);
  });

  it('tells apart what was compiled with other revisions of a child', () => {
    const cache = new CompiledCache();
    const [before, after] = [two('a'), two('a')];
    cache.keep(tenant, before, childOf('sha256:1'));
    cache.keep(tenant, after, childOf('sha256:2'));

    expect(cache.find(tenant, before.revision, childOf('sha256:1'))).toBe(before);
    expect(cache.find(tenant, before.revision, childOf('sha256:2'))).toBe(after);
    expect(cache.find(tenant, before.revision, none)).toBeUndefined();
  });

  it('takes pins in any order for the same', () => {
    const cache = new CompiledCache();
    const compiled = cache.keep(tenant, two('a'), { bp_a: 'sha256:1', bp_b: 'sha256:2' });

    expect(cache.find(tenant, compiled.revision, { bp_b: 'sha256:2', bp_a: 'sha256:1' })).toBe(compiled);
  });

  it('makes room for the newest by dropping what was not used for longest; nested nodes count', () => {
    const cache = new CompiledCache(4);
    const [a, b, c] = [two('a'), two('b'), two('c')];
    cache.keep(tenant, a, none);
    cache.keep(tenant, b, none);
    cache.find(tenant, a.revision, none);
    cache.keep(tenant, c, none);

    expect([a, b, c].map(({ revision }) => cache.find(tenant, revision, none)?.blueprint.name)).toEqual([
      'a',
      undefined,
      'c',
    ]);
  });

  it('does not keep what is larger than all of it', () => {
    const cache = new CompiledCache(1);
    const compiled = cache.keep(tenant, two('a'), none);

    expect(cache.find(tenant, compiled.revision, none)).toBeUndefined();
  });
});
