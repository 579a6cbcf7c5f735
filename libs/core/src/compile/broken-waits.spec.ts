/** The form of the kinds that wait for the world, and of swarms: what is reported, in words, with the fix. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../json/json-value.js';
import { patch } from './testing/sample-blueprint.js';
import { at, failed, findingsOf, later, membersWith, type FullFinding } from './testing/sample-nodes.js';

type Case = [name: string, node: JsonObject, expected: readonly FullFinding[]];

/** The words of values and schemas that do not fit are the schema engine's. */
const misfit = (member: string, words: string): FullFinding => {
  return ['validation-failed', at(member), expect.stringContaining(`nodes[0].${words}`)];
};
const badSchema: FullFinding = ['schema-invalid', at('answer_schema/type'), expect.stringContaining('"nope"')];

const open = { choices: undefined, on_timeout: undefined, timeout_s: undefined };

describe('a question to a person', () => {
  it.each<Case>([
    ['to approve or reject', later('human', { ...open, approval: 'approve_reject' }), []],
    ['for any input', later('human', { ...open, approval: 'input' }), []],
    ['for input of a form', later('human', { ...open, approval: 'input', answer_schema: { n: 'number' } }), []],
    [
      'of no kind',
      later('human', { approval: undefined }),
      [failed('approval', '.approval is missing', 'Give "approve_reject", "choice" or "input".')],
    ],
    [
      'of a kind that is not there',
      later('human', { approval: 'aprove_reject' }),
      [
        failed(
          'approval',
          '.approval: expected "approve_reject", "choice" or "input", got "aprove_reject"',
          'Did you mean "approve_reject"?',
          patch.replace(at('approval'), 'approve_reject'),
        ),
      ],
    ],
    [
      'for a choice among nothing',
      later('human', { choices: undefined }),
      [failed('choices', '.choices is missing: a choice is made among them')],
    ],
    [
      'for a choice among one',
      later('human', { choices: ['no'] }),
      [failed('choices', '.choices: expected at least 2 items, got 1')],
    ],
    [
      'for a choice among equals',
      later('human', { choices: ['yes', 'no', 'yes'] }),
      [failed('choices/2', '.choices[2]: "yes" is listed twice', patch.remove(at('choices/2')))],
    ],
    [
      'for a choice of a form',
      later('human', { answer_schema: { n: 'number' } }),
      [
        failed(
          'answer_schema',
          '.answer_schema: "answer_schema" has no effect where "approval" is "choice"',
          patch.remove(at('answer_schema')),
        ),
      ],
    ],
    [
      'to approve, with choices',
      later('human', { approval: 'approve_reject', on_timeout: undefined }),
      [
        failed(
          'choices',
          '.choices: "choices" has no effect where "approval" is "approve_reject"',
          patch.remove(at('choices')),
        ),
      ],
    ],
    [
      'for input, with choices and a schema that is none',
      later('human', { approval: 'input', answer_schema: { type: 'nope' } }),
      [
        failed('choices', '.choices: "choices" has no effect where "approval" is "input"', patch.remove(at('choices'))),
        badSchema,
      ],
    ],
    [
      'that would be asked again',
      later('human', { retry: { max_attempts: 2 } }),
      [
        failed(
          'retry',
          '.retry: a node of type "human" waits once and is never attempted again',
          patch.remove(at('retry')),
        ),
      ],
    ],
    [
      'whose deadline is not set',
      later('human', { timeout_s: undefined }),
      [
        failed(
          'timeout_s',
          '.timeout_s is missing: "on_timeout" says what happens then',
          patch.add(at('timeout_s'), 604_800),
        ),
      ],
    ],
  ])('%s', (_name, node, expected) => {
    expect(findingsOf(node)).toEqual(expected);
  });
});

describe('the answer at the deadline', () => {
  const human = (more: JsonObject): JsonObject => later('human', { choices: undefined, ...more });

  it.each<Case>([
    ['that is a choice', later('human', { on_timeout: { value: 'yes' } }), []],
    ['that only an execution can tell', later('human', { on_timeout: { value: '{{ inputs.x }}' } }), []],
    ['that approves', human({ approval: 'approve_reject', on_timeout: { value: 'approve' } }), []],
    ['that is any input', human({ approval: 'input', on_timeout: { value: null } }), []],
    [
      'that is no choice',
      later('human', { on_timeout: { value: 'maybe' } }),
      [misfit('on_timeout/value', 'on_timeout.value: expected one of "yes"')],
    ],
    [
      'that neither approves nor rejects',
      human({ approval: 'approve_reject', on_timeout: { value: true } }),
      [misfit('on_timeout/value', 'on_timeout.value: expected one of "approve"')],
    ],
    [
      'that does not fit, beside what only an execution can tell',
      later('wait', {
        answer_schema: { cents: 'integer', to: 'string' },
        on_timeout: { value: { cents: 'x', to: '{{ inputs.x }}' } },
      }),
      [misfit('on_timeout/value/cents', 'on_timeout.value.cents: expected integer')],
    ],
    ['whose schema is none', later('wait', { answer_schema: { type: 'nope' }, on_timeout: { value: 1 } }), [badSchema]],
    [
      'that is no answer',
      later('wait', { on_timeout: 'continue' }),
      [failed('on_timeout', '.on_timeout: expected "fail" or an object, got "continue"')],
    ],
  ])('%s', (_name, node, expected) => {
    expect(findingsOf(node)).toEqual(expected);
  });
});

const wait = (more: JsonObject): JsonObject => ({ id: 'a', type: 'wait', ...more });
const aTime = 'a time such as "2030-01-31T09:00:00Z", or an expression that gives one';
const already = (end: string): string => `there is "${end}" already, and a wait ends in one way only`;

describe('a wait', () => {
  it.each<Case>([
    ['for seconds', wait({ for_s: 604_800 }), []],
    ['until a time', wait({ until: '2030-02-28T23:59:59.5+05:30' }), []],
    ['until the day that only some years have', wait({ until: '2028-02-29T00:00:00Z' }), []],
    ['until what an expression says', wait({ until: '{{ inputs.x }}' }), []],
    ['for a signal, without a word about its deadline', wait({ signal: 'paid' }), []],
    ['for nothing', wait({}), [failed('', ': expected one of "for_s", "until" or "signal"')]],
    [
      'for everything',
      wait({ signal: 'paid', for_s: 1, until: '2030-01-01T00:00:00Z' }),
      [failed('for_s', `.for_s: ${already('signal')}`), failed('until', `.until: ${already('signal')}`)],
    ],
    ['too long', wait({ for_s: 604_801 }), [failed('for_s', '.for_s: expected at most 604,800, got 604801')]],
    [
      'until a day that is none',
      wait({ until: '2030-02-29T00:00:00Z' }),
      [failed('until', `.until: expected ${aTime}, got "2030-02-29T00:00:00Z"`)],
    ],
    [
      'until a time of nowhere',
      wait({ until: '2030-01-01T00:00:00' }),
      [failed('until', `.until: expected ${aTime}, got "2030-01-01T00:00:00"`)],
    ],
    [
      'for seconds, with the fields of a signal',
      wait({ for_s: 1, timeout_s: 5, on_timeout: 'fail', answer_schema: true }),
      ['timeout_s', 'on_timeout', 'answer_schema'].map((name) =>
        failed(name, `.${name}: "${name}" has no effect beside "for_s"`, patch.remove(at(name))),
      ),
    ],
    [
      'for a signal without a name',
      wait({ signal: 'order.paid' }),
      [
        failed(
          'signal',
          '.signal: expected a name of a-z, 0-9 and _ that begins with a letter (at most 64 characters), got "order.paid"',
        ),
      ],
    ],
    [
      'that would begin anew',
      wait({ for_s: 1, retry: [{ max_attempts: 2 }] }),
      [
        failed(
          'retry',
          '.retry: a node of type "wait" waits once and is never attempted again',
          patch.remove(at('retry')),
        ),
      ],
    ],
    [
      'for a signal, whose deadline is not set',
      wait({ signal: 'paid', on_timeout: { value: null } }),
      [
        failed(
          'timeout_s',
          '.timeout_s is missing: "on_timeout" says what happens then',
          patch.add(at('timeout_s'), 604_800),
        ),
      ],
    ],
  ])('%s', (_name, node, expected) => {
    expect(findingsOf(node)).toEqual(expected);
  });
});

describe('a swarm', () => {
  it.each<Case>([
    ['led by its first agent', later('swarm', { strategy: 'hierarchical', threshold: undefined }), []],
    ['that ends once somebody is sure', later('swarm', { strategy: 'marketplace', threshold: 1 }), []],
    ['that runs all its rounds', later('swarm', { strategy: 'marketplace', threshold: undefined }), []],
    [
      'of one',
      later('swarm', { agents: membersWith({}).slice(1) }),
      [failed('agents', '.agents: expected at least 2 items, got 1')],
    ],
    [
      'with two of one role',
      later('swarm', { agents: membersWith({ role: 'contra' }) }),
      [failed('agents/1/role', '.agents[1].role: another agent of the swarm is "contra" already')],
    ],
    [
      'with a model that may not be used',
      later('swarm', { agents: membersWith({ model: 'gpt-4o-mni' }) }),
      [
        [
          'model-not-allowed',
          at('agents/0/model'),
          'nodes[0].agents[0].model: model "gpt-4o-mni" may not be used: it is not on the list',
          'Did you mean "gpt-4o-mini"?',
          patch.replace(at('agents/0/model'), 'gpt-4o-mini'),
        ],
      ],
    ],
    [
      'that does not say who must agree',
      later('swarm', { threshold: undefined }),
      [failed('threshold', '.threshold is missing: it says how large a share of the agents must agree')],
    ],
    [
      'led by its first agent, with a threshold',
      later('swarm', { strategy: 'hierarchical' }),
      [
        failed(
          'threshold',
          '.threshold: "threshold" has no effect where the first agent decides',
          patch.remove(at('threshold')),
        ),
      ],
    ],
    [
      'without an end',
      later('swarm', { max_rounds: undefined, threshold: 2 }),
      [
        failed('threshold', '.threshold: expected at most 1, got 2'),
        failed('max_rounds', '.max_rounds is missing', 'Give a number.'),
      ],
    ],
  ])('%s', (_name, node, expected) => {
    expect(findingsOf(node)).toEqual(expected);
  });
});
