import { describe, expect, it } from '@jest/globals';
import { emptyState, ExecutionRepository, payloadRefOf, type ExecutionEvent, type Store } from '@ice/core';
import { replayableHistory } from './replayable-history.js';

/** Executions whose payloads say their own hash, which notes what was asked for. */
function repository() {
  const asked: string[] = [];
  const payload = async (_stream: string, hash: string): Promise<string | null> => {
    asked.push(hash);
    return hash === 'gone' ? null : JSON.stringify({ of: hash });
  };
  return { asked, executions: new ExecutionRepository({ payload } as unknown as Store) };
}

const reference = (hash: string) => ({ ...payloadRefOf('"…"', 9_000), hash });

/** `type path [hash]` of each event. */
function journal(...lines: readonly string[]): readonly ExecutionEvent[] {
  const { execution_id } = emptyState('ex_1').head;
  return lines.map((line, index) => {
    const [type, path, hash] = line.split(' ') as [string, string?, string?];
    const data = hash
      ? { output_ref: reference(hash), duration_ms: 1 }
      : type === 'node.completed'
        ? { output: 1 }
        : {};
    const place = path && { path, node_id: path };
    return { sequence: index + 2, type, at: '', execution_id, ...place, data } as unknown as ExecutionEvent;
  });
}

const storyOf = (events: readonly ExecutionEvent[]): readonly string[] =>
  events.map(({ type, path }) => (path === undefined ? type : `${type} ${path}`));

describe('a journal that is to be replayed', () => {
  it('has its outputs again, in the place of their references', async () => {
    const { executions } = repository();
    const events = journal('execution.started', 'node.started a', 'node.completed a h1', 'node.completed b');
    const history = await replayableHistory(executions, events);
    expect(history.map(({ data }) => data)).toEqual([{}, {}, { output: { of: 'h1' }, duration_ms: 1 }, { output: 1 }]);
    expect(storyOf(history)).toEqual(storyOf(events));
  });

  it('goes without what went on inside containers that have settled, whose payloads are not even read', async () => {
    const { executions, asked } = repository();
    const history = await replayableHistory(
      executions,
      journal(
        'node.started each',
        'node.started each[0].say',
        'node.completed each[0].say h1',
        'node.started each[0].group',
        'node.completed each[0].group.deep h2',
        'node.completed each[0].group h3',
        'node.completed each h4',
        'node.completed eachother h5',
        'node.completed each_more.x h6',
      ),
    );
    expect(storyOf(history)).toEqual([
      'node.started each',
      'node.completed each',
      'node.completed eachother',
      'node.completed each_more.x',
    ]);
    expect(asked).toEqual(['h4', 'h5', 'h6']);
  });

  it('has all of an open container, but for the settled ones in it', async () => {
    const { executions, asked } = repository();
    const events = journal(
      'node.started each',
      'node.completed each[0].say h1',
      'node.started each[1].group',
      'node.completed each[1].group.deep h2',
      'node.failed each[1].group',
      'node.started each[2].group',
      'node.completed each[2].group.deep h3',
    );
    const history = await replayableHistory(executions, events);
    expect(storyOf(history)).toEqual(storyOf([...events.slice(0, 3), ...events.slice(4)]));
    expect(asked).toEqual(['h1', 'h3']);
  });

  it('has the last attempt of a container that was tried again', async () => {
    const { executions, asked } = repository();
    const history = await replayableHistory(
      executions,
      journal(
        'node.started group',
        'node.completed group.say h1',
        'node.retrying group',
        'node.started group',
        'node.completed group.say h2',
      ),
    );
    expect(storyOf(history)).toEqual([
      'node.started group',
      'node.retrying group',
      'node.started group',
      'node.completed group.say',
    ]);
    expect(asked).toEqual(['h2']);
  });

  it('keeps what is said inside a settled container of anything but its node runs', async () => {
    const { executions } = repository();
    const events = journal(
      'signal.answered group.ask',
      'attempt.late group.say',
      'log group.say',
      'node.completed group',
    );
    expect(storyOf(await replayableHistory(executions, events))).toEqual(storyOf(events));
  });

  it('cannot be made without a payload that it needs', async () => {
    const { executions } = repository();
    await expect(replayableHistory(executions, journal('node.completed a gone'))).rejects.toMatchObject({
      code: 'engine-fault',
      retryable: false,
    });
  });
});
