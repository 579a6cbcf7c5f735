/** Monitors: what they may read, what is checked of them, and what is compiled of them. */
import { describe, expect, it } from '@jest/globals';
import { createPlainScope, renderTemplateValue } from '../expression/index.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { blueprintOf, compiled, diagnosticsOf, each, echo, patch } from './testing/sample-blueprint.js';

const monitor = (when: JsonValue, message: JsonValue = 'Look.', action = 'alert'): JsonObject => ({
  when,
  action,
  message,
});

/** The second monitor of a document, behind one that is sound. */
const watched = (second: JsonObject, nodes: JsonValue = [echo('a', '{{ inputs.limit }}')]): JsonObject =>
  blueprintOf(nodes, {
    inputs: { limit: { type: 'number', default: 1 } },
    monitors: [monitor('true'), second],
    finally: { nodes: [echo('last')] },
  });

const findings = (document: JsonValue): readonly unknown[] =>
  diagnosticsOf(document).map(({ code, pointer, message, hint, fix }) => {
    return [code, pointer, message, ...(hint === undefined ? [] : [hint]), ...(fix === undefined ? [] : [fix.patch])];
  });

describe('a monitor', () => {
  it.each<[string, JsonObject]>([
    ['usage, with braces', monitor('{{ execution.usage.cost_usd > inputs.limit }}')],
    ['usage, without braces', monitor('execution.usage.cost_usd > inputs.limit', '{{ execution.usage.cost_usd }} USD')],
    ['elapsed time', monitor('execution.elapsed_ms > 60000 && execution.status == "waiting"')],
    ['failures', monitor('execution.failures >= 3', 'There are {{ execution.failures }} failures.')],
    ['what a node of the root has given, once it has', monitor('default(nodes.a.value, 0) > 5')],
    ['the run of a node of the root', monitor('runs.a.status == "failed"', '{{ runs.a.attempts }} attempts')],
  ])('may watch %s', (_what, second) => {
    expect(findings(watched(second))).toEqual([]);
  });

  it.each<['alert' | 'pause' | 'cancel']>([['alert'], ['pause'], ['cancel']])('may %s', (action) => {
    expect(findings(watched(monitor('true', 'm', action)))).toEqual([]);
  });

  it('counts as a reader of inputs', () => {
    const inputs = { limit: { type: 'number', default: 1 } };
    expect(findings(blueprintOf([echo('a')], { inputs, monitors: [monitor('inputs.limit > 2')] }))).toEqual([]);
    expect(findings(blueprintOf([echo('a')], { inputs, monitors: [monitor('true')] }))).toHaveLength(1);
  });

  const when = '/monitors/1/when';
  const message = '/monitors/1/message';

  it.each<[string, JsonObject, readonly unknown[]]>([
    ['does not parse', monitor('1 >'), ['expression-invalid', when, expect.stringMatching(/^monitors\[1\]\.when: /)]],
    [
      'is no condition',
      monitor('execution.failures'),
      ['type-mismatch', when, 'monitors[1].when: execution.failures is integer, monitors[1].when needs boolean'],
    ],
    [
      'compares what cannot be compared',
      monitor('execution.elapsed_ms > "1m"'),
      ['type-mismatch', when, expect.stringMatching(/^monitors\[1\]\.when: /)],
    ],
    [
      'misspells what it watches',
      monitor('execution.failure > 1'),
      [
        'unknown-reference',
        when,
        'monitors[1].when: execution has no "failure"',
        'It has id, status, started_at, usage, budget_usd, elapsed_ms and failures.',
        patch.replace(when, 'execution.failures > 1'),
      ],
    ],
    [
      'forgets that an output may not be there yet',
      monitor('nodes.a.value > 5'),
      ['possibly-null', when, 'monitors[1].when: nodes.a may be null, so its field "value" cannot be read'],
    ],
    [
      'tells what may be null',
      monitor('true', '{{ nodes.a }}'),
      ['possibly-null', message, 'monitors[1].message: nodes.a may be null, monitors[1].message needs string'],
    ],
    [
      'tells what may be null within a text',
      monitor('true', 'It is {{ runs.a.failure }}.'),
      ['possibly-null', message, expect.stringMatching(/^monitors\[1\]\.message: /)],
    ],
    [
      'reads a node that is not there',
      monitor('nodes.b == null'),
      ['unknown-reference', when, 'monitors[1].when: there is no node "b"', 'In scope here: a.'],
    ],
    [
      'reads what comes after everything else',
      monitor('nodes.last == null'),
      ['reference-out-of-scope', when, 'monitors[1].when: node "last" cannot be read from here'],
    ],
    [
      'reads the attempt of nobody',
      monitor('attempt > 1'),
      ['reference-out-of-scope', when, 'monitors[1].when: "attempt" does not exist here'],
    ],
  ])('is told when it %s', (_name, second, expected) => {
    expect(findings(watched(second))).toEqual([expect.arrayContaining([...expected])]);
  });

  it('cannot see into blocks', () => {
    const document = blueprintOf([each('l', 'x', [echo('inner', '{{ x }}')])], {
      monitors: [monitor('nodes.inner == null')],
    });
    expect(findings(document)).toEqual([
      [
        'reference-out-of-scope',
        '/monitors/0/when',
        'monitors[0].when: node "inner" cannot be read from here',
        '"inner" is inside "l": read that node\'s output in its place.',
      ],
    ]);
  });

  it('has the clock and the failures for itself', () => {
    const others = blueprintOf([echo('a', '{{ execution.elapsed_ms }}')], {
      outputs: { failures: '{{ execution.failures }}' },
    });
    expect(findings(others).map((finding) => (finding as readonly unknown[]).slice(0, 2))).toEqual([
      ['unknown-reference', '/outputs/failures'],
      ['unknown-reference', '/nodes/0/tool_args/value'],
    ]);
  });

  it.each<[string, JsonValue, string]>([
    ['without an action', [{ when: 'true', message: 'm' }], '/monitors/0/action'],
    ['with an action that there is not', [monitor('true', 'm', 'stop')], '/monitors/0/action'],
    ['without a message', [{ when: 'true', action: 'alert' }], '/monitors/0/message'],
    ['that is a text', ['true'], '/monitors/0'],
  ])('is refused %s', (_name, monitors, pointer) => {
    expect(diagnosticsOf(blueprintOf([echo('a')], { monitors })).map((finding) => finding.pointer)).toEqual([pointer]);
  });
});

describe('what is compiled of monitors', () => {
  it('is none without them', () => {
    expect(compiled(blueprintOf([echo('a')])).monitors).toEqual([]);
  });

  it('are their templates in the order of the document, frozen', () => {
    const second = monitor('execution.failures > 1', '{{ execution.failures }} of {{ inputs.limit }}', 'cancel');
    const { monitors } = compiled(watched(second));
    expect(monitors.map(({ index, action, when }) => [index, action, when.kind])).toEqual([
      [0, 'alert', 'expression'],
      [1, 'cancel', 'expression'],
    ]);
    const scope = createPlainScope({ variables: { inputs: { limit: 7 }, execution: { failures: 2 } } });
    const rendered = monitors.slice(1).flatMap(({ when, message }) => [when, message]);
    expect(rendered.map((template) => renderTemplateValue(template, scope))).toEqual([
      { ok: true, value: true },
      { ok: true, value: '2 of 7' },
    ]);
    expect([monitors, ...monitors].every((one) => Object.isFrozen(one))).toBe(true);
  });

  it('make no edges: nobody waits for whom they watch', () => {
    const { root } = compiled(watched(monitor('default(nodes.a.value, 0) > 5')));
    expect(root.nodes.map(({ successors, edges }) => [successors, edges])).toEqual([[[], []]]);
    expect(root.sinks).toEqual([0]);
  });
});
