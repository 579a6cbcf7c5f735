/** Finds what waits, has waited and will wait in an execution: in its journal and in its blueprint. */
import { Inject, Injectable } from '@nestjs/common';
import {
  ExecutionsByTenant,
  IceError,
  nearestName,
  ownerOf,
  type AnswerAddress,
  type CompiledBlock,
  type CompiledNode,
  type ExecutionSnapshot,
  type JsonSchema,
  type Tenant,
} from '@ice/core';
import { BlueprintCompiler } from '../blueprints/compile/blueprint-compiler.js';
import { ProblemException } from '../http/problem/problem-exception.js';

const settled = new Set(['completed', 'failed', 'skipped', 'cancelled']);

/** Finds waits. */
@Injectable()
export class WaitFinder {
  constructor(
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
    @Inject(BlueprintCompiler) private readonly compiler: BlueprintCompiler,
  ) {}

  /** Why a signal cannot be answered: it is closed, or was never opened here. */
  async refusalOf(tenant: Tenant, executionId: string, signalId: string): Promise<Error> {
    let wasOpen = false;
    let isAnswered = false;
    for await (const event of this.executions.of(tenant).journal(executionId)) {
      if (event.type === 'node.waiting' && event.data.signal.kind !== 'workflow')
        wasOpen ||= event.data.signal.signal_id === signalId;
      if (event.type === 'monitor.fired' || event.type === 'budget.exhausted')
        wasOpen ||= event.data.signal?.signal_id === signalId;
      if (event.type === 'signal.answered') isAnswered ||= event.data.signal_id === signalId;
    }
    if (!wasOpen) return new IceError('not-found', `There is no signal "${signalId.slice(0, 64)}" in this execution.`);
    const how = isAnswered ? 'It has been answered.' : 'Nothing waits for it any more.';
    return new ProblemException('signal-closed', how);
  }

  /** True for an answer that a journal has. */
  async isUsed(tenant: Tenant, executionId: string, answerId: string): Promise<boolean> {
    for await (const event of this.executions.of(tenant).journal(executionId)) {
      if (event.type === 'signal.answered' && event.data.answer_id === answerId) return true;
    }
    return false;
  }

  /** True once nothing waits at an address any more. A name may be waited for again, and so may a path whose node run goes on. */
  isOver(snapshot: ExecutionSnapshot, address: AnswerAddress): boolean {
    if ('path' in address) return hasSettled(snapshot, address.path);
    return 'signal_id' in address && snapshot.open_signals.every(({ signal_id }) => signal_id !== address.signal_id);
  }

  /** What judges an answer at a place; empty where any JSON is taken. Refuses a place at which nothing ever waits. */
  async schemasAt(snapshot: ExecutionSnapshot, address: AnswerAddress): Promise<readonly JsonSchema[]> {
    const waits = await this.waitsOf(snapshot);
    const isMeant = 'name' in address ? byName(address.name) : byPath('path' in address ? address.path : '');
    const meant = waits.filter(isMeant);
    if (meant.length === 0) throw nothingWaits(address, waits);
    if ('path' in address && hasSettled(snapshot, address.path))
      throw new ProblemException('signal-closed', `The node run "${address.path}" has ended.`);
    const schemas = meant.map(({ answerSchema }) => answerSchema);
    return schemas.every((schema) => schema !== null) ? schemas : [];
  }

  private async waitsOf({ execution_id, revision }: ExecutionSnapshot): Promise<readonly CompiledNode[]> {
    const tenant = ownerOf(execution_id);
    const acceptance = await this.executions.of(tenant).acceptance(execution_id);
    const compiled = await this.compiler.compiledOf(tenant, revision, acceptance?.pins ?? {});
    if (!compiled) throw new IceError('not-found', 'The revision of this execution is not there any more.');
    return [compiled.root, compiled.finally].flatMap((block) => (block ? waitsIn(block) : []));
  }
}

function waitsIn(block: CompiledBlock): readonly CompiledNode[] {
  return block.nodes.flatMap((node) => [
    ...(isWait(node) ? [node] : []),
    ...Object.values(node.blocks).flatMap(waitsIn),
  ]);
}

function isWait({ node }: CompiledNode): boolean {
  return node.type === 'human' || (node.type === 'wait' && node.signal !== undefined);
}

function byName(name: string): (wait: CompiledNode) => boolean {
  return ({ node }) => node.type === 'wait' && node.signal === name;
}

/** Ids are unique in a document, so that the last one of a path names the node. */
function byPath(path: string): (wait: CompiledNode) => boolean {
  const id = path.slice(path.lastIndexOf('.') + 1);
  return (wait) => wait.id === id;
}

function hasSettled({ nodes }: ExecutionSnapshot, path: string): boolean {
  return nodes.some((run) => run.path === path && settled.has(run.status));
}

function nothingWaits(address: AnswerAddress, waits: readonly CompiledNode[]): ProblemException {
  const [[member, given] = ['', '']] = Object.entries(address);
  const names = waits.flatMap(({ id, node }) =>
    member === 'path' ? [id] : node.type === 'wait' && node.signal !== undefined ? [node.signal] : [],
  );
  const nearest = nearestName(given.slice(given.lastIndexOf('.') + 1), names);
  const hint = nearest === undefined ? undefined : `Did you mean "${nearest}"?`;
  const detail = `No node of this blueprint waits at the ${member} "${given.slice(0, 64)}".`;
  const error = { pointer: `/${member}`, code: 'answer-invalid', detail, ...(hint && { hint }) };
  return new ProblemException('answer-invalid', detail, { errors: [error], ...(hint && { hint }) });
}
