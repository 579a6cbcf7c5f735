import { describe, expect, it } from '@jest/globals';
import { readModelServers } from './read-model-servers.js';

const read = (text: string) => {
  const reading = readModelServers(text);
  return reading.ok ? [...reading.value] : reading.because;
};

describe('servers of models', () => {
  it('are addresses by name, blanks and empty entries aside', () => {
    expect(read('vllm=http://127.0.0.1:8001/v1, , box=https://models.example')).toEqual([
      ['vllm', 'http://127.0.0.1:8001/v1'],
      ['box', 'https://models.example'],
    ]);
    expect(read('')).toEqual([]);
  });

  it.each([
    ['vllm', 'entry 1 is not of the form name=http://host:port/v1'],
    ['a=http://x/v1,Bad=http://x/v1', 'entry 2 is not of the form name=http://host:port/v1'],
    ['a=ftp://x', 'entry 1 is not of the form name=http://host:port/v1'],
    ['a=http://user:pass@x/v1', 'entry 1 is not of the form name=http://host:port/v1'],
    ['openai=http://x/v1', 'openai has a variable of its own, OPENAI_BASE_URL'],
    ['a=http://x/v1,a=http://y/v1', 'a is there twice'],
  ])('are refused as %s', (text, because) => {
    expect(read(text)).toBe(because);
  });
});
