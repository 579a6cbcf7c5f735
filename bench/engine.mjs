// The engine's own cost a node, above the same work done by hand, on the memory and the embedded store. Ratios within one run count;
// absolute times are this machine's.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  CacheRepository,
  compileBlueprint,
  defaultCompileLimits,
  noModelCosts,
  ExecutionRepository,
  MemoryRepository,
} from '@ice/core';
import { acceptExecution, ExecutionFactory, SlotPool } from '@ice/orchestrator';
import { QuickJsSandbox } from '@ice/sandbox';
import { InProcessFeed, MemoryLedger, MemoryStore, SqliteStore, SystemClock, UlidSource } from '@ice/storage';
import { chain, fanOut, randomDag, runByHand } from './workloads.mjs';

const body = async () => ({ v: 1 });
/** @type {import('@ice/core').ToolDefinition} */
const noop = {
  name: 'noop',
  toolkit: 'bench',
  description: '',
  effect: 'pure',
  input: { type: 'object' },
  output: {},
  examples: [],
  create: () => ({ run: body }),
};
/** @type {import('@ice/core').ToolCatalog} */
const tools = { find: (name) => (name === 'noop' ? noop : undefined), list: () => [noop] };
/** @type {import('@ice/core').ModelCatalog} */
const models = {
  asOfNow: () => models,
  decide: () => ({ allowed: false, reason: 'no models here' }),
  list: () => [],
  open: () => {
    throw new Error('No model is asked here.');
  },
  countTokens: () => 0,
  maxInputTokens: () => 0,
  maxChargeNanoUsd: () => 0,
  costFacts: noModelCosts,
};
/** @type {import('@ice/core').BudgetPolicy} */
const budgets = { accountsOf: () => Promise.resolve([]) };
/** @type {import('@ice/core').CompileEnvironment} */
const environment = {
  findTool: tools.find,
  toolNames: ['noop'],
  modelNames: [],
  cost: noModelCosts,
  findBlueprint: () => undefined,
  decideModel: models.decide,
  limits: defaultCompileLimits,
};
const workloads = {
  'chain 100': chain(100),
  'chain 1,000': chain(1_000),
  'fan-out 1,000': fanOut(1_000),
  'random DAG 1,000': randomDag(1_000),
  'random DAG 10,000': randomDag(10_000),
};
const rounds = 5;

/** Prints one row for each workload. */
export async function benchEngine() {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'ice-bench-'));
  console.log(
    'µs a node, median of',
    rounds,
    'rounds'.padEnd(12),
    'by hand'.padStart(9),
    'memory'.padStart(9),
    'sqlite'.padStart(9),
  );
  try {
    for (const [name, nodes] of Object.entries(workloads))
      console.log(name.padEnd(34), ...(await row(nodes, directory)));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function row(nodes, directory) {
  const stores = [
    new MemoryStore(),
    await SqliteStore.open({ path: path.join(directory, `${nodes.length}-${Math.random()}.db`) }),
  ];
  const runners = [() => runByHand(nodes, body), ...stores.map((store) => engineRunner(nodes, store))];
  const samples = runners.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, run] of runners.entries()) samples[index]?.push(await timed(run, nodes.length));
  }
  for (const store of stores) await store.close();
  return samples.map((list) => median(list).toFixed(1).padStart(9));
}

function engineRunner(nodes, store) {
  const result = compileBlueprint({ schema_version: '1.0', name: 'bench', nodes }, environment);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics[0]));
  const executions = new ExecutionRepository(store);
  const [feed, clock, ids] = [new InProcessFeed(), new SystemClock(), new UlidSource()];
  const [sandbox, slots] = [new QuickJsSandbox(), new SlotPool(100_000)];
  const cache = new CacheRepository(store, clock, ids, 'test');
  const memory = new MemoryRepository(store, clock, ids);
  const shared = { executions, feed, clock, tools, models, sandbox, cache, memory, slots };
  const { compiled } = result;
  const compiledOf = () => Promise.resolve(compiled);
  const factory = new ExecutionFactory({ ...shared, ledger: new MemoryLedger(), budgets, compiledOf });
  return async () => {
    const facts = { name: 'bench', revision: compiled.revision, inputs: {} };
    const head = await acceptExecution({ executions, feed, clock }, ids.next('ex'), facts);
    const end = await factory.open({ compiled, head, inputs: {} }).run();
    if (end.status !== 'completed') throw new Error(`The execution is ${end.status}.`);
  };
}

async function timed(run, nodes) {
  const began = performance.now();
  await run();
  return ((performance.now() - began) * 1_000) / nodes;
}

function median(values) {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
