import { describe, expect, it } from '@jest/globals';
import type { EventData, EventType, ExecutionEvent, JsonValue } from '@ice/core';
import { paintOf } from '../text/paint.js';
import { ExecutionView } from './execution-view.js';
import { treeFrame, type FrameOptions } from './tree-frame.js';

const begin = Date.UTC(2026, 0, 1);

const document: JsonValue = {
  schema_version: '1.0',
  name: 'shop',
  nodes: [
    { id: 'load', type: 'tool', tool_name: 'csv_loader', tool_args: {} },
    {
      id: 'each',
      type: 'loop',
      items: '{{ nodes.load.rows }}',
      item_var: 'row',
      body: {
        nodes: [
          { id: 'copy', type: 'llm', model: 'openai/gpt-4o-mini', prompt: 'p' },
          { id: 'post', type: 'tool', tool_name: 'http_request', tool_args: {} },
        ],
      },
    },
    { id: 'sum', type: 'tool', tool_name: 'aggregator', tool_args: { results: '{{ nodes.each.items }}' } },
  ],
};

/** Events in sequence, a tenth of a second apart. */
class Story {
  readonly view: ExecutionView;
  private sequence = 0;

  constructor(blueprint: JsonValue = document) {
    this.view = new ExecutionView('ex_1', blueprint);
  }

  tell<T extends EventType>(type: T, data: EventData[T], path?: string, attempt = 1): this {
    this.sequence += 1;
    const at = new Date(begin + this.sequence * 100).toISOString();
    const place = path === undefined ? {} : { path, node_id: path.slice(path.lastIndexOf('.') + 1), attempt };
    this.view.apply({
      sequence: this.sequence,
      type,
      at,
      execution_id: 'ex_1',
      ...place,
      data,
    } as unknown as ExecutionEvent);
    return this;
  }

  frame(options: Partial<FrameOptions> = {}): readonly string[] {
    const usual = { columns: 80, rows: 24, paint: paintOf(false), answers: 'synthetic answers', expectedUsd: null };
    return treeFrame(this.view, { now: begin + 2_000, footer: 'Ctrl-C cancels it', ...usual, ...options });
  }
}

const usage = { input_tokens: 3_000, output_tokens: 200, cost_usd: '0.0031', model: 'openai/gpt-4o-mini' };
const failure = { code: 'tool-failed', message: 'POST answered 503', retryable: true };

function underway(): Story {
  const story = new Story()
    .tell('execution.queued', { name: 'shop', revision: 'sha256:1', inputs: {}, budget_usd: 0.5 })
    .tell('execution.started', {})
    .tell('node.started', { kind: 'tool', input: {} }, 'load')
    .tell('node.completed', { output: {}, duration_ms: 100 }, 'load')
    .tell('node.started', { kind: 'loop', input: { item_count: 9 } }, 'each');
  for (const index of [0, 1]) {
    story
      .tell('node.started', { kind: 'llm' }, `each[${index}].copy`)
      .tell('node.completed', { output: {}, duration_ms: 100, usage }, `each[${index}].copy`)
      .tell('node.started', { kind: 'tool' }, `each[${index}].post`)
      .tell('node.completed', { output: {}, duration_ms: 100 }, `each[${index}].post`);
  }
  return story
    .tell('node.started', { kind: 'llm' }, 'each[2].copy')
    .tell('node.started', { kind: 'tool' }, 'each[3].post');
}

describe('the frame of an execution', () => {
  it('shows what is done, what runs inside a loop, and what is still to come', () => {
    const story = underway();
    story.view.addText('each[2].copy', 'A compact fridge with');
    story.tell('node.retrying', { failure, delay_ms: 1_500, next_attempt: 2 }, 'each[3].post');
    expect(story.frame()).toEqual([
      '  shop · ex_1 · synthetic answers                                          1.8s',
      '',
      '  ✔ load        tool csv_loader                                           0.10s',
      '  ⠋ each        loop over row           2/9 ▰▰▱▱▱▱▱▱▱▱                     1.5s',
      '  │ ⠋ [2].copy  llm openai/gpt-4o-mini  “A compact fridge with            0.60s',
      '  │ ↻ [3].post  tool http_request       attempt 2 in 1.1s (tool-failed)   0.50s',
      '  │ + 4 completed',
      '  ○ sum         tool aggregator',
      '',
      '  1/3 nodes   $0.0062 of $0.5000',
      '  Ctrl-C cancels it',
    ]);
  });

  it('is never taller than the window, whatever it has to fold', () => {
    const story = underway();
    for (let index = 4; index < 40; index += 1) story.tell('node.started', { kind: 'llm' }, `each[${index}].copy`);
    for (const rows of [3, 6, 8, 10, 14, 24]) expect(story.frame({ rows }).length).toBeLessThan(rows);
    expect(story.frame({ rows: 10 }).slice(2, -3)).toEqual([
      '  ✔ load  tool csv_loader                                                 0.10s',
      '  ⠋ each  loop over row    2/9 ▰▰▱▱▱▱▱▱▱▱                                  1.5s',
      '  │ + 38 running · 4 completed',
      '  ○ sum   tool aggregator',
    ]);
  });

  it('counts the rest of a wide blueprint in one line and keeps what failed', () => {
    const nodes = Array.from({ length: 100 }, (_, index) => ({ id: `n${index}`, type: 'code', source: '' }));
    const story = new Story({ schema_version: '1.0', name: 'wide', nodes })
      .tell('node.started', { kind: 'code' }, 'n70')
      .tell('node.failed', { failure, duration_ms: 5 }, 'n70');
    const lines = story.frame({ rows: 10 });
    expect(lines).toHaveLength(9);
    expect(lines.join('\n')).toContain('✖ n70');
    expect(lines.join('\n')).toContain('+ 97 more');
  });

  it('fits a narrow window and cuts what is too long', () => {
    for (const line of underway().frame({ columns: 40 })) expect([...line].length).toBeLessThanOrEqual(40);
  });

  it('shows nothing of a text that would steer the terminal', () => {
    const story = new Story(null).tell('node.started', { kind: 'llm' }, 'say');
    story.view.addText('say', '\x1b[2Jgone\u202e');
    expect(story.frame().join('')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('has colours only where they may be', () => {
    const plain = underway().frame();
    const coloured = underway().frame({ paint: paintOf(true) });
    expect(coloured.join('\n')).toContain('\x1b[32m✔\x1b[39m');
    expect(coloured.map((line) => line.replace(/\p{Cc}\[\d+m/gu, ''))).toEqual(plain);
  });

  it('shows the questions and the failures of node runs, and the end', () => {
    const story = underway();
    const signal = {
      signal_id: 'sg_1',
      kind: 'human' as const,
      path: 'each[2].ask',
      prompt: 'Publish?',
      expires_at: null,
    };
    story
      .tell('node.started', { kind: 'human' }, 'each[2].ask')
      .tell('node.waiting', { signal }, 'each[2].ask')
      .tell('node.failed', { failure, duration_ms: 5 }, 'each[3].post');
    expect(story.frame().slice(4, 7)).toEqual([
      '  │ ⠋ [2].copy  llm openai/gpt-4o-mini                                    0.60s',
      '  │ ✖ [3].post  tool http_request       tool-failed: POST answered 503    0.30s',
      '  │ … [2].ask   human                   waits: Publish?                   0.40s',
    ]);
    story.tell('execution.failed', { failure, duration_ms: 900 });
    expect(story.frame({ footer: '' }).at(-2)).toBe('  1/3 nodes   $0.0062 of $0.5000   failed');
  });
});
