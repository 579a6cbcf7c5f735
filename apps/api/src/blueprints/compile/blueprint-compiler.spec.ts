/** Blueprints that run others, compiled above a real store: what is found, what is pinned, and what stays true when others are edited. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  BlueprintRepository,
  blueprintRevision,
  defaultCompileLimits,
  defaultTenant as tenant,
  describeType,
  noModelCosts,
  type Blueprint,
  type CompiledBlueprint,
  type JsonObject,
  type StoredBlueprint,
} from '@ice/core';
import { ManualClock, MemoryStore, SequentialIds } from '@ice/storage';
import { CostDesk } from '../../governance/cost-desk.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { BlueprintCompiler } from './blueprint-compiler.js';
import { judgeDocument } from './judge-document.js';

const maxBlueprints = 5;
const costs = new CostDesk({ costFacts: noModelCosts, checkPrices: () => undefined });
const environment = {
  findTool: () => undefined,
  toolNames: [],
  decideModel: () => ({ allowed: false, reason: 'none' }) as const,
  modelNames: [],
  cost: noModelCosts,
  findBlueprint: () => undefined,
  limits: { ...defaultCompileLimits, maxBlueprints },
};

/** A document that gives back what its expressions say, and runs what it is told to. */
function documentOf(name: string, children: readonly string[], more: JsonObject = {}): JsonObject {
  const nodes = children.map((blueprint, index) => ({ id: `child${index}`, type: 'workflow', blueprint }));
  const last = { id: 'end', type: 'fail', code: 'never', message: 'no', when: 'execution.id == ""' };
  return { schema_version: '1.0', name, ...more, nodes: [...nodes, last] };
}

const giving = (outputs: JsonObject): JsonObject => ({ outputs });

describe('the compiler of blueprints that run others', () => {
  let blueprints: BlueprintRepository;
  let compiler: BlueprintCompiler;

  beforeEach(() => {
    blueprints = new BlueprintRepository(new MemoryStore(), new ManualClock(0), new SequentialIds());
    compiler = new BlueprintCompiler(environment, blueprints, costs);
  });

  const store = (document: JsonObject): Promise<StoredBlueprint> =>
    blueprints.create(tenant, document as unknown as Blueprint, blueprintRevision(document));
  const edit = async (id: string, document: JsonObject): Promise<StoredBlueprint> => {
    const current = (await blueprints.find(tenant, id)) as StoredBlueprint;
    const write = await blueprints.replace(current, document as unknown as Blueprint, blueprintRevision(document));
    if (!write.ok) throw new Error('Somebody else wrote.');
    return write.stored;
  };
  const remove = async (id: string): Promise<void> => {
    await blueprints.remove((await blueprints.find(tenant, id)) as StoredBlueprint);
  };
  const refusal = async (compiling: Promise<unknown>): Promise<readonly string[]> => {
    const problem: unknown = await compiling.catch((error: unknown) => error);
    if (!(problem instanceof ProblemException)) throw new Error(`It was not refused: ${String(problem)}`);
    return (problem.parts.errors ?? []).map(({ code, pointer }) => `${code} ${pointer}`);
  };
  const outputType = ({ output }: CompiledBlueprint): string => describeType(output);
  /** What the child gives, passed on. */
  const passing = (id: string, expression = 'nodes.child0.answer'): JsonObject =>
    documentOf('parent', [id], giving({ passed: `{{ ${expression} }}` }));

  it('knows what a child gives, by its id and by its revision', async () => {
    const child = await store(documentOf('child', [], giving({ answer: 42 })));

    const [byId, byRevision] = await Promise.all([
      compiler.compile(tenant, passing(child.id)),
      compiler.compile(tenant, passing(child.revision)),
    ]);

    expect([outputType(byId), outputType(byRevision)]).toEqual(['{passed: 42}', '{passed: 42}']);
    expect([byId.pins, byRevision.pins]).toEqual([{ [child.id]: child.revision }, {}]);
    expect(byId.root.nodes[0]?.child).toEqual({ revision: child.revision, maxDepth: 8 });
  });

  it('knows what children of children give, and pins them all', async () => {
    const last = await store(documentOf('last', [], giving({ answer: 'x' })));
    const middle = await store(documentOf('middle', [last.id], giving({ answer: '{{ nodes.child0.answer }}' })));

    const compiled = await compiler.compile(tenant, passing(middle.id));

    expect(outputType(compiled)).toBe('{passed: "x"}');
    expect(compiled.pins).toEqual({ [last.id]: last.revision, [middle.id]: middle.revision });
  });

  it('refuses what is not there, and what does not compile any more', async () => {
    const child = await store(documentOf('child', [], giving({ answer: 1 })));
    const parent = await store(passing(child.id));
    await remove(child.id);
    const grandparent = documentOf('grandparent', [parent.id]);

    expect(await refusal(compiler.compile(tenant, passing(child.id)))).toEqual([
      'unknown-blueprint /nodes/0/blueprint',
    ]);
    expect(await refusal(compiler.compiledOf(tenant, parent.revision))).toEqual([
      'unknown-blueprint /nodes/0/blueprint',
    ]);
    expect(await compiler.judge(tenant, grandparent)).toMatchObject({
      ok: false,
      diagnostics: [
        {
          code: 'blueprint-unsound',
          message: `nodes[0].blueprint: blueprint "parent" does not compile: nodes[0].blueprint: there is no blueprint "${child.id}"`,
        },
      ],
    });
  });

  it('gives no stale child: a parent follows the edits of its child until it is pinned', async () => {
    const child = await store(documentOf('child', [], giving({ answer: 1 })));
    const parent = await store(passing(child.id));
    const before = (await compiler.compiledOf(tenant, parent.revision)) as CompiledBlueprint;
    const edited = await edit(child.id, documentOf('child', [], giving({ answer: 'one' })));

    const after = (await compiler.compiledOf(tenant, parent.revision)) as CompiledBlueprint;
    const pinned = await compiler.compiledOf(tenant, parent.revision, before.pins);

    expect([outputType(before), outputType(after)]).toEqual(['{passed: 1}', '{passed: "one"}']);
    expect([before.pins, after.pins]).toEqual([{ [child.id]: child.revision }, { [child.id]: edited.revision }]);
    expect(pinned).toBe(before);
    expect(await compiler.compiledOf(tenant, parent.revision)).toBe(after);
  });

  it('compiles a pinned parent of a child that has become another one, or is gone, also in another process', async () => {
    const child = await store(documentOf('child', [], giving({ answer: 1 })));
    const parent = await store(passing(child.id));
    const { pins } = (await compiler.compiledOf(tenant, parent.revision)) as CompiledBlueprint;
    await edit(child.id, documentOf('child', [], giving({ other: 1 })));
    const elsewhere = new BlueprintCompiler(environment, blueprints, costs);

    expect(await refusal(elsewhere.compiledOf(tenant, parent.revision))).toEqual(['unknown-field /outputs/passed']);
    await remove(child.id);
    expect(await refusal(elsewhere.compiledOf(tenant, parent.revision))).toEqual([
      'unknown-blueprint /nodes/0/blueprint',
    ]);
    const pinned = (await elsewhere.compiledOf(tenant, parent.revision, pins)) as CompiledBlueprint;
    expect([outputType(pinned), pinned.pins]).toEqual(['{passed: 1}', pins]);
  });

  it('compiles a child with the pins of its parent', async () => {
    const last = await store(documentOf('last', [], giving({ answer: 1 })));
    const middle = await store(documentOf('middle', [last.id], giving({ answer: '{{ nodes.child0.answer }}' })));
    const { pins } = await compiler.compile(tenant, passing(middle.id));
    await edit(last.id, documentOf('last', [], giving({ answer: 2 })));

    const child = (await compiler.compiledOf(tenant, middle.revision, pins)) as CompiledBlueprint;

    expect([outputType(child), child.pins]).toEqual(['{answer: 1}', { [last.id]: last.revision }]);
  });

  it('compiles blueprints that run each other: what they give to each other is unknown', async () => {
    const first = await store(documentOf('first', [], giving({ answer: 1 })));
    const second = await store(documentOf('second', [first.id], giving({ answer: 2, other: '{{ nodes.child0 }}' })));
    const knot = await edit(
      first.id,
      documentOf('first', [second.id], giving({ answer: '{{ nodes.child0.answer }}' })),
    );

    const inside = (await compiler.compiledOf(tenant, knot.revision)) as CompiledBlueprint;
    const outside = await compiler.compile(tenant, passing(second.id));

    expect(outputType(inside)).toBe('{answer: unknown}');
    expect(outputType(outside)).toBe('{passed: 2}');
    const pins = { [first.id]: knot.revision, [second.id]: second.revision };
    expect([inside.pins, outside.pins]).toEqual([pins, pins]);
    expect(await compiler.compiledOf(tenant, knot.revision, pins)).toBe(inside);
  });

  it('judges what is given to a blueprint on the way back to itself', async () => {
    const inputs = { n: { type: 'number' } };
    const first = await store(documentOf('first', [], { inputs: { n: { type: 'number', default: 1 } } }));
    const second = await store(documentOf('second', [first.id]));
    const knot = documentOf('first', [second.id], { inputs, ...giving({ n: '{{ inputs.n }}' }) });
    await edit(first.id, knot);

    expect(await refusal(compiler.compiledOf(tenant, second.revision))).toEqual(['missing-argument /nodes/0/inputs/n']);
    expect(await refusal(compiler.compile(tenant, documentOf('parent', [second.id])))).toEqual([
      'blueprint-unsound /nodes/0/blueprint',
    ]);
  });

  it('follows at most so many references, at any depth', async () => {
    let { id } = await store(documentOf('leaf', []));
    for (let depth = 1; depth < maxBlueprints; depth += 1) ({ id } = await store(documentOf(`at ${depth}`, [id])));

    expect((await compiler.judge(tenant, documentOf('deep', [id]))).diagnostics).toEqual([]);
    const deeper = await store(documentOf('one more', [id]));
    expect(await refusal(compiler.compile(tenant, documentOf('too deep', [deeper.id])))).toEqual([
      'too-many-blueprints /nodes/0/blueprint',
    ]);
    const wide = await Promise.all(Array.from({ length: maxBlueprints + 1 }, (_, n) => store(documentOf(`${n}`, []))));
    expect(
      await refusal(
        compiler.compile(
          tenant,
          documentOf(
            'wide',
            wide.map((stored) => stored.id),
          ),
        ),
      ),
    ).toEqual([`too-many-blueprints /nodes/${maxBlueprints}/blueprint`]);
  });

  it('compiles a chain in which everybody runs everybody below once each', async () => {
    const made: StoredBlueprint[] = [];
    for (let depth = 0; depth < maxBlueprints; depth += 1) {
      made.push(
        await store(
          documentOf(
            `at ${depth}`,
            made.map(({ id }) => id),
            giving({ answer: depth }),
          ),
        ),
      );
    }

    const { others } = await compiler.prepare(
      tenant,
      documentOf(
        'all',
        made.map(({ id }) => id),
      ),
    );

    expect(others.map(({ blueprint }) => blueprint.name).sort()).toEqual(made.map(({ blueprint }) => blueprint.name));
  });

  it('gives capabilities of everything that is run', async () => {
    const human = { id: 'ask', type: 'human', prompt: 'May it?', approval: 'approve_reject' };
    const child = await store({ schema_version: '1.0', name: 'child', nodes: [human] });
    const middle = await store(documentOf('middle', [child.id]));
    const document = documentOf('parent', [middle.id]);

    const { environment: found, others } = await compiler.prepare(tenant, document);

    expect(judgeDocument(document, { environment: found, others, costs }).capabilities).toMatchObject({
      human: true,
      side_effects: false,
      child_blueprints: [child.id, middle.id],
    });
  });

  it('knows what the tenant has stored and nothing else, also where another has the same', async () => {
    const child = await store(documentOf('child', [], giving({ answer: 1 })));
    const parent = await store(passing(child.id));
    const other = 'AB12Z';
    await compiler.compiledOf(tenant, parent.revision);

    for (const reference of [child.id, child.revision])
      expect(await refusal(compiler.compile(other, passing(reference)))).toEqual([
        'unknown-blueprint /nodes/0/blueprint',
      ]);
    expect(await compiler.compiledOf(other, parent.revision)).toBeNull();
    expect(await compiler.compiledOf(other, child.revision)).toBeNull();

    await blueprints.create(other, child.blueprint, child.revision);
    const own = await compiler.compiledOf(other, child.revision);
    expect(own && outputType(own)).toBe('{answer: 1}');
    expect(own).not.toBe(await compiler.compiledOf(tenant, child.revision));
  });

  it('asks nobody for a blueprint that runs no other', async () => {
    const alone = await store(documentOf('alone', []));
    const compiled = await compiler.compiledOf(tenant, alone.revision);

    expect(await compiler.compiledOf(tenant, alone.revision, { bp_other: 'sha256:0' })).toBe(compiled);
    expect(compiled?.pins).toEqual({});
    expect(await compiler.compiledOf(tenant, `sha256:${'0'.repeat(64)}`)).toBeNull();
  });
});
