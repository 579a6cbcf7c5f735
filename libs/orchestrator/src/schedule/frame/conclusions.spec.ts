import { describe, expect, it } from '@jest/globals';
import { call, sampleRun } from '../../testing/sample-plan.js';
import { Conclusions } from './conclusions.js';

const outcome = (output: string) => ({ ok: true as const, output });

describe('conclusions of containers', () => {
  it('are taken out once each, oldest first', () => {
    const [a, b] = [sampleRun([call('a')]), sampleRun([call('b')])];
    const concluded = new Conclusions();
    concluded.note(a, outcome('a'));
    concluded.note(b, outcome('b'));
    expect([concluded.take(), concluded.take(), concluded.take()]).toEqual([
      [a, outcome('a')],
      [b, outcome('b')],
      undefined,
    ]);
  });

  it('are the first word of each: what a container says after it is not heard, until the next attempt', () => {
    const run = sampleRun([call('a')]);
    const concluded = new Conclusions();
    concluded.note(run, outcome('first'));
    concluded.note(run, outcome('second'));
    expect(concluded.take()).toEqual([run, outcome('first')]);
    concluded.note(run, outcome('third'));
    expect(concluded.take()).toEqual([run, outcome('third')]);
  });

  it('are forgotten when the journal holds them already', () => {
    const run = sampleRun([call('a')]);
    const concluded = new Conclusions();
    concluded.note(run, outcome('old'));
    concluded.forget(run);
    expect(concluded.take()).toBeUndefined();
  });
});
