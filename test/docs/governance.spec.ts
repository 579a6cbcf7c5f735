/** The page on what a blueprint costs works an example by hand. Here it is worked again, from what the page says, with arithmetic and a
 *  tokenizer of its own; then the product has to come to the same, and so have the words of the page. */
import { describe, expect, it } from '@jest/globals';
import { fromYaml } from '@ice/builder';
import {
  costCertificate,
  costFormulaOf,
  evaluateCost,
  mostRecursiveCalls,
  mostRemarkBytes,
  type CostBound,
  type CostFormula,
  type JsonObject,
} from '@ice/core';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { Engine } from '../support/start-engine.js';
import { codeWords, MarkdownPage } from './markdown-page.js';

const page = new MarkdownPage('docs/governance.md');
const text = page.prose.join('\n').replaceAll(/\s+/g, ' ');
const engine = new Engine();

interface Example {
  readonly nodes: readonly [
    {
      readonly items: readonly string[];
      readonly body: {
        readonly nodes: readonly [
          {
            readonly model: string;
            readonly prompt: string;
            readonly output_schema: JsonObject;
            readonly max_input_tokens: number;
            readonly max_output_tokens: number;
            readonly repair_attempts: number;
            readonly retry: { readonly max_attempts: number };
          },
        ];
      };
    },
  ];
}

function documentOfPage(): JsonObject {
  const yaml = page.code.find(({ language }) => language === 'yaml')?.text ?? '';
  const read = fromYaml(yaml);
  if (!read.ok) throw new Error(read.message);
  return read.document as JsonObject;
}

const document = documentOfPage();
const [loop] = (document as unknown as Example).nodes;
const [call] = loop.body.nodes;

/** As printed. */
const [price = {}] = page.rows('An example by hand');
const inputPrice = Number(price['USD per million tokens in']);
const outputPrice = Number(price['USD per million tokens out']);

/** Worked by the words of the page; in millionths of a USD. */
const written = countTokens(call.prompt.replace(/\{\{.*\}\}/, ''));
const schema = countTokens(JSON.stringify(call.output_schema));
const likelyInput = written + schema + 1_000 + 3 + 3 + 1;
const likelyOutput = Math.ceil(0.7 * call.max_output_tokens);
const likelyRow = likelyInput * inputPrice + likelyOutput * outputPrice;
const likely = loop.items.length * likelyRow;
const calls = loop.items.length * call.retry.max_attempts * (1 + call.repair_attempts);
const dearestCall = call.max_input_tokens * inputPrice + call.max_output_tokens * outputPrice;
const most = calls * dearestCall;

const shown = (millionths: number): string => String(Number(millionths.toFixed(6)));
const usd = (millionths: number): string => (millionths / 1_000_000).toFixed(9).replace(/0+$/, '');
const withComma = (count: number): string => count.toLocaleString('en-US');

describe('the example of docs/governance.md', () => {
  const compiled = engine.compile(document);
  const result = costFormulaOf(compiled, engine.environment.cost);
  const formula = (result.ok ? result.formula : {}) as CostFormula;
  const bound: CostBound = evaluateCost(formula, null);

  it('has the prices of the price book', () => {
    expect(codeWords(price['model'] ?? '')).toEqual([call.model]);
    expect(costCertificate(formula, bound).models).toEqual([
      { name: call.model, input_usd_per_million: inputPrice, output_usd_per_million: outputPrice },
    ]);
  });

  it('comes to what the product says, to the last nano-USD', () => {
    expect({ ...bound, nodes: [] }).toEqual({
      min: Math.round(likely * 1_000),
      expected: Math.round(likely * 1_000),
      max: Math.round(most * 1_000),
      calls,
      nodes: [],
      unpriced: [],
    });
  });

  it('is told node by node', () => {
    const [values] = [costCertificate(formula, bound).values];
    const amounts = { min_usd: usd(likely), expected_usd: usd(likely), max_usd: usd(most) };
    expect(values).toEqual({
      ...amounts,
      calls,
      nodes: [
        { node_id: 'listings', pointer: '/nodes/0', ...amounts, calls },
        { node_id: 'copy', pointer: '/nodes/0/body/nodes/0', model: call.model, ...amounts, calls },
      ],
    });
  });

  it('has these numbers in its words', () => {
    expect(text).toContain(`has ${written} tokens, the schema as JSON has ${schema}, the product counts 1,000`);
    expect(text).toContain(
      `${withComma(likelyInput)} tokens in. Of ${call.max_output_tokens} tokens out, ${likelyOutput} are`,
    );
    expect(text).toContain(`the prompt has ${withComma(call.max_input_tokens)} tokens`);
    expect(text).toContain(`there are three rows: ${calls} calls`);
    const [rule = '', top = ''] = page.code.filter(({ language }) => language === 'text').map((block) => block.text);
    const output = call.max_output_tokens;
    expect(rule.trim().split('\n').map(squeezed)).toEqual([
      `${likelyInput} × ${inputPrice} + ${likelyOutput} × ${outputPrice} = ${shown(likelyRow)} millionths of a USD for a row`,
      `3 × ${shown(likelyRow)} = ${shown(likely)} for the three rows: ${usd(likely)} USD`,
    ]);
    expect(top.trim().split('\n').map(squeezed)).toEqual([
      `${call.max_input_tokens} × ${inputPrice} + ${output} × ${outputPrice} = ${shown(dearestCall)} millionths of a USD for a call`,
      `${calls} × ${shown(dearestCall)} = ${shown(most)} for all calls: ${usd(most)} USD`,
    ]);
  });
});

function squeezed(line: string): string {
  return line.replaceAll(/\s+/g, ' ').trim();
}

describe('docs/governance.md', () => {
  it('gives the limits of the code', () => {
    expect(text).toContain(`refused above ${withComma(mostRecursiveCalls)} calls of models`);
    expect(text).toContain(`longer by the answer and ${withComma(mostRemarkBytes + 64)} tokens`);
  });
});
