/** All node kinds that this version runs. Adding one is adding a line here (and its schema in core). */
import type { NodeKind } from '@ice/core';
import type { LeafKind } from '../run/attempt/leaf-kind.js';
import type { ContainerKind } from '../schedule/frame/container-kind.js';
import type { SchedulerKinds } from '../schedule/scheduler-options.js';
import type { WaitKind } from '../schedule/wait/wait-kind.js';
import { agentKind } from './agent/agent-kind.js';
import { codeKind } from './code/code-kind.js';
import { conditionKind } from './condition/condition-kind.js';
import { failKind } from './fail/fail-kind.js';
import { groupKind } from './group/group-kind.js';
import { humanKind } from './human/human-kind.js';
import { llmKind } from './llm/llm-kind.js';
import { loopKind } from './loop/loop-kind.js';
import { parallelKind } from './parallel/parallel-kind.js';
import { recursiveKind } from './recursive/recursive-kind.js';
import { swarmKind } from './swarm/swarm-kind.js';
import { toolKind } from './tool/tool-kind.js';
import { waitNodeKind } from './wait/wait-node-kind.js';
import { childExecutionKind } from './workflow/child-execution-kind.js';

/** Kinds that make attempts. */
export const leafKinds: Readonly<Partial<Record<NodeKind, LeafKind>>> = tableOf({
  tool: toolKind,
  llm: llmKind,
  agent: agentKind,
  fail: failKind,
  code: codeKind,
});

/** Kinds that open frames. */
const containerKinds: Readonly<Partial<Record<NodeKind, ContainerKind>>> = tableOf({
  condition: conditionKind,
  loop: loopKind,
  recursive: recursiveKind,
  parallel: parallelKind,
  group: groupKind,
  swarm: swarmKind,
});

/** Kinds that wait for the world. */
const waitKinds: Readonly<Partial<Record<NodeKind, WaitKind>>> = tableOf({
  human: humanKind,
  wait: waitNodeKind,
  workflow: childExecutionKind,
});

/** What the scheduler has to know of them. */
export const schedulerKinds: SchedulerKinds = tableOf({
  containers: containerKinds,
  waits: waitKinds,
  leaves: {
    tool: toolKind.resolve,
    llm: llmKind.resolve,
    agent: agentKind.resolve,
    fail: failKind.resolve,
    code: codeKind.resolve,
  },
  selfTimed: { code: true },
  selfJudged: { llm: true, agent: true },
});

/** All executions use the same kinds, so neither a table nor a kind in it may ever change. */
function tableOf<Table extends Readonly<Record<string, object>>>(table: Table): Table {
  for (const kind of Object.values(table)) Object.freeze(kind);
  return Object.freeze(table);
}
