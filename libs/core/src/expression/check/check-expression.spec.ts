/** The types that expressions have, and the exact problems of those that have none. */
import { describe, expect, it } from '@jest/globals';
import { describeType, orNull, typeOfSchema, unknownType, type Type } from '../../type/index.js';
import { checkExpression, parseExpression, type CheckedExpression, type TextEdit, type TypeScope } from '../index.js';

function closed(properties: Record<string, object>, optional: readonly string[] = []): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

function typeOf(schema: object): Type {
  return typeOfSchema(schema as Parameters<typeof typeOfSchema>[0]);
}

const text = { type: 'string' };
const number = { type: 'number' };

const variables: Readonly<Record<string, Type>> = {
  inputs: typeOf(
    closed(
      {
        name: text,
        note: text,
        price: number,
        count: { type: 'integer' },
        sold: { type: 'boolean' },
        kind: { enum: ['book', 'toy'] },
        tags: { type: 'array', items: text },
        pair: { type: 'array', prefixItems: [text, number], items: false, minItems: 2 },
        rows: {
          type: 'array',
          minItems: 1,
          maxItems: 9,
          items: closed({ title: text, cost: { type: ['number', 'null'] } }),
        },
        prices: { type: 'object', additionalProperties: number },
        item: {
          anyOf: [
            closed({ kind: { const: 'book' }, pages: number }),
            closed({ kind: { const: 'toy' }, 'min-age': number }),
          ],
        },
        open: { type: 'object', properties: { id: text } },
        any: {},
        mixed: { type: ['number', 'string'] },
        maybe: { type: ['string', 'null'] },
        'odd name': text,
      },
      ['note'],
    ),
  ),
};

/** One item or two. */
const short = typeOf({ type: 'array', prefixItems: [text, number], items: false, minItems: 1 });

const copy = typeOf(
  closed({ title: text, body: closed({ words: { type: 'integer' } }), tags: { type: 'array', items: text } }),
);

const scope: TypeScope = {
  variable: (name) => (name === 'short' ? short : (variables[name] ?? unknownType)),
  node: (id) => (id === 'copy' ? copy : id === 'review' ? orNull(copy) : unknownType),
  run: () => typeOf(closed({ status: text, failure: {}, attempts: { type: 'integer' } })),
};

function check(source: string): CheckedExpression {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(`${source}: ${parsed.problem.message}`);
  return checkExpression(parsed.expression, scope);
}

describe('the type of an expression', () => {
  it.each<[string, string]>([
    // literals
    ['null', 'null'],
    ['true', 'true'],
    ['-1.5', '-1.5'],
    ['"a"', '"a"'],
    ['[]', '[]'],
    ['[1, "a"]', '[1, "a"]'],
    ["{'a': 1, 'b': [inputs.name]}", '{a: 1, b: [string]}'],
    ["{inputs.name: 1, 'b': 'x'}", '{b: "x" | 1, *: 1}'],
    // reads
    ['inputs.name', 'string'],
    ['inputs["odd name"]', 'string'],
    ['inputs.note', 'string | null'],
    ['inputs.maybe', 'string | null'],
    ['inputs.any', 'unknown'],
    ['inputs.any.a.b[0]', 'unknown'],
    ['inputs.open.id', 'string | null'],
    ['inputs.open.other', 'unknown'],
    ['inputs.prices.shoe', 'number'],
    ['inputs.prices[inputs.name]', 'number'],
    ['inputs.tags[0]', 'string'],
    ['inputs.tags[inputs.count]', 'string'],
    ['inputs.pair[0]', 'string'],
    ['inputs.pair[1]', 'number'],
    ['inputs.pair[inputs.count]', 'string | number'],
    ['inputs.item.kind', '"book" | "toy"'],
    ['inputs[inputs.kind == "book" ? "name" : "price"]', 'string | number'],
    ['nodes.copy', '{title: string, body: {words: integer}, tags: string[]}'],
    ['nodes.copy.body.words', 'integer'],
    ['nodes.other.a', 'unknown'],
    ['runs.copy.attempts', 'integer'],
    ['secrets.KEY', 'string'],
    ['item_var.x', 'unknown'],
    // arithmetic
    ['1 + 2', 'integer'],
    ['inputs.price + 1', 'number'],
    ['inputs.count * 2 - 1', 'integer'],
    ['inputs.count / 2', 'number'],
    ['inputs.count % 2', 'integer'],
    ['-inputs.count', 'integer'],
    ['-inputs.any', 'number'],
    ['inputs.name + "!"', 'string'],
    ['inputs.any + "!"', 'string'],
    ['inputs.any + 1', 'number'],
    ['inputs.any + inputs.any', 'unknown'],
    ['inputs.any + []', 'list'],
    ['[1] + ["a"]', '[1, "a"]'],
    ['inputs.tags + [1]', '(string | 1)[]'],
    ['short + [true]', '(string | number | true)[]'],
    ['[true] + short', '(true | string | number)[]'],
    // logic and comparison
    ['inputs.sold && !inputs.sold', 'boolean'],
    ['inputs.price > 1 || inputs.name < "b"', 'boolean'],
    ['inputs.price == null', 'boolean'],
    ['null != inputs.note', 'boolean'],
    ['inputs.kind == "book"', 'boolean'],
    ['inputs.kind == "car"', 'boolean'],
    ['inputs.mixed == 3', 'boolean'],
    ['inputs.any == 3', 'boolean'],
    ['"a" in inputs.tags', 'boolean'],
    ['3 in inputs.tags', 'boolean'],
    ['"shoe" in inputs.prices', 'boolean'],
    ['inputs.sold ? 1 : "a"', '1 | "a"'],
    ['inputs.sold ? inputs.name : null', 'string | null'],
    // absence
    ['default(inputs.note, "none")', 'string'],
    ['default(inputs.note, null)', 'string | null'],
    ['default(inputs.name, "")', 'string'],
    ['default(inputs.nothing, 1)', '1'],
    ['default(inputs.any.a, 1)', 'unknown'],
    ['default(nodes.review.title, "")', 'string'],
    ['default(nodes.review.body.words, 0)', 'integer'],
    ['default(inputs.item.pages, 0)', 'number'],
    ['default(inputs.prices.shoe, "free")', 'number | "free"'],
    ['default(upper(nodes.review.title), 1)', 'string | 1'],
    ['default(inputs.pair[7], 1)', '1'],
    ['has(nodes.review.title)', 'boolean'],
    ['has(inputs.nothing)', 'boolean'],
    // macros
    ['inputs.tags.map(tag, tag.upper())', 'string[]'],
    ['inputs.rows.map(row, row.cost)', '(number | null)[]'],
    ['inputs.any.map(x, 1)', '1[]'],
    ['[].map(x, x.anything.at.all)', '[]'],
    ['inputs.tags.map(item_var, item_var)', 'string[]'],
    ['inputs.rows.map(row, inputs.tags.map(tag, tag + row.title))', 'string[][]'],
    ['inputs.tags.filter(tag, tag != "x")', 'string[]'],
    ['[1, null].filter(x, x != null)', '1[]'],
    ['inputs.rows.filter(row, row.cost != null).map(row, row.cost * 2)', 'number[]'],
    ['inputs.tags.exists(tag, tag == "x")', 'boolean'],
    ['inputs.tags.all(tag, tag.size() > 1)', 'boolean'],
    ['inputs.rows.sort_by(row, row.title)', '{title: string, cost: number | null}[]'],
    // functions
    ['inputs.name.upper().trim().slug()', 'string'],
    ['inputs.name.split(",")', 'string[]'],
    ['inputs.name.contains("a")', 'boolean'],
    ['inputs.tags.contains(1)', 'boolean'],
    ['inputs.name.slice(1)', 'string'],
    ['inputs.pair.slice(1)', '(string | number)[]'],
    ['inputs.any.slice(1)', 'unknown'],
    ['inputs.tags.join(", ")', 'string'],
    ['inputs.tags.size() + inputs.name.size() + inputs.prices.size()', 'integer'],
    ['[1, 2].sum()', 'integer'],
    ['[inputs.price, 1].sum()', 'number'],
    ['inputs.tags.min()', 'string'],
    ['[1, 2.5].max()', '1 | 2.5'],
    ['inputs.tags.first()', 'string | null'],
    ['inputs.rows.first().title', 'string'],
    ['inputs.pair.last()', 'string | number'],
    ['[].first()', 'null'],
    ['[[1], ["a", 2], null].flatten()', '(1 | 2 | "a" | null)[]'],
    ['inputs.tags.distinct()', 'string[]'],
    ['range(3)', 'integer[]'],
    ['range(0, 1, 0.25)', 'number[]'],
    ['inputs.tags.chunk(2)', 'string[][]'],
    ['inputs.rows.chunk(2).first().first().title', 'string'],
    ['inputs.item.keys()', '("kind" | "pages" | "min-age")[]'],
    ['inputs.prices.keys()', 'string[]'],
    ['inputs.prices.values()', 'number[]'],
    ['nodes.copy.body.values()', 'integer[]'],
    ["nodes.copy.body.merge({'words': 'many', 'extra': inputs.note})", '{words: "many", extra: string | null}'],
    ["{'a': 1}.merge(inputs.prices)", '{a: number, *: number}'],
    ['type(inputs.mixed)', '"number" | "string"'],
    ['type(inputs.any)', 'string'],
    ['string(inputs.any)', 'string'],
    ['json(null)', 'string'],
    ['number(inputs.name)', 'number'],
    ['number(inputs.count)', 'integer'],
    ['parse_json(inputs.name)', 'unknown'],
    ['parse_json(inputs.name).a + 1', 'number'],
    ['date(inputs.price, "YYYY")', 'string'],
    ['round(inputs.price)', 'integer'],
    ['round(inputs.price, 2)', 'number'],
    ['abs(inputs.count) + floor(inputs.price) + ceil(1.5)', 'integer'],
    ['sha256(base64_decode(base64_encode(inputs.name)))', 'string'],
    // what conditions tell
    ['inputs.note != null ? inputs.note.upper() : ""', 'string'],
    ['inputs.note == null ? "" : inputs.note.upper()', 'string'],
    ['!(inputs.note == null) && inputs.note.size() > 3', 'boolean'],
    ['inputs.note == null || inputs.note.size() > 3', 'boolean'],
    ['has(inputs.note) ? inputs.note : 1', 'string | 1'],
    ['has(inputs.note) ? 1 : inputs.note', '1 | null'],
    ['has(nodes.review.body.words) ? nodes.review.body.words : 0', 'integer'],
    ['nodes.review != null && nodes.review.body.words > 3', 'boolean'],
    ['type(inputs.mixed) == "string" ? inputs.mixed.upper() : inputs.mixed + 1', 'string | number'],
    ['type(inputs.any) == "list" ? inputs.any : []', 'list'],
    ['type(inputs.any) != "list" ? inputs.any : []', 'unknown'],
    ['inputs.item.kind == "book" ? inputs.item.pages : inputs.item["min-age"]', 'number'],
    ['inputs.item.kind != "toy" ? inputs.item.pages : 0', 'number'],
    ['has(inputs.item.pages) ? inputs.item.kind : "none"', '"book" | "none"'],
    ['"pages" in inputs.item ? inputs.item.pages : 0', 'number'],
    ['inputs.any == "a" ? inputs.any : "b"', '"a" | "b"'],
    ['inputs.kind in ["book"] ? inputs.kind : ""', '"book" | ""'],
    ['inputs.kind in ["book"] ? "" : inputs.kind', '"" | "toy"'],
    ['default(inputs.note, "") != "" ? inputs.note.upper() : ""', 'string'],
    ['default(nodes.review.title, null) != null ? nodes.review.title : ""', 'string'],
    ['inputs.tags.size() > 0 ? inputs.tags.first() : "none"', 'string'],
    ['inputs.maybe == "a" || inputs.maybe == "b" ? inputs.maybe : "c"', '"a" | "b" | "c"'],
    ['inputs.note != null && inputs.maybe != null ? inputs.note + inputs.maybe : ""', 'string'],
    ['inputs.rows.filter(row, row.cost != null && row.cost > 1).map(row, row.cost + 1)', 'number[]'],
  ])('%s is %s', (source, type) => {
    const { type: found, problems } = check(source);
    expect({ problems, type: describeType(found) }).toEqual({ problems: [], type });
  });
});

/** `code [text at fault] message | hint => text after the edit`. */
function show(source: string): readonly string[] {
  return check(source).problems.map(({ code, message, hint, edit, start, end }) => {
    const mended = edit && `${source.slice(0, edit.start)}${edit.text}${source.slice(edit.end)}`;
    return `${code} [${source.slice(start, end)}] ${message}${hint === undefined ? '' : ` | ${hint}`}${mended === undefined ? '' : ` => ${mended}`}`;
  });
}

describe('the problems of an expression', () => {
  it.each<[string, ...string[]]>([
    ['inputs.nam', 'unknown-field [inputs.nam] inputs has no field "nam". | Did you mean "name"? => inputs.name'],
    [
      'inputs["nam"]',
      'unknown-field [inputs["nam"]] inputs has no field "nam". | Did you mean "name"? => inputs["name"]',
    ],
    ['inputs.tag', 'unknown-field [inputs.tag] inputs has no field "tag". | Did you mean "tags"? => inputs.tags'],
    [
      'inputs.zzz',
      'unknown-field [inputs.zzz] inputs has no field "zzz". | It has name, price, count, sold, kind, tags, pair, rows, ….',
    ],
    [
      'inputs["odd nam"]',
      'unknown-field [inputs["odd nam"]] inputs has no field "odd nam". | Did you mean "odd name"? => inputs["odd name"]',
    ],
    [
      'inputs.odd_nam',
      'unknown-field [inputs.odd_nam] inputs has no field "odd_nam". | Did you mean "odd name"? => inputs["odd name"]',
    ],
    [
      'inputs.rows[0].tilte',
      'unknown-field [inputs.rows[0].tilte] inputs.rows[0] has no field "tilte". | Did you mean "title"? => inputs.rows[0].title',
    ],
    [
      'inputs.name.length',
      'type-mismatch [inputs.name.length] inputs.name is string, so it has no field "length". | Write size(x).',
    ],
    [
      'inputs.tags.length',
      'type-mismatch [inputs.tags.length] inputs.tags is string[], so it has no field "length". | Write size(x).',
    ],
    [
      'inputs.tags.first',
      'type-mismatch [inputs.tags.first] inputs.tags is string[], so it has no field "first". | A list has items: use [0], map or first().',
    ],
    ['inputs.price.x', 'type-mismatch [inputs.price.x] inputs.price is number, so it has no field "x".'],
    ['inputs.mixed.x', 'type-mismatch [inputs.mixed.x] inputs.mixed is number | string, so it has no field "x".'],
    ['inputs.mixed[0]', 'type-mismatch [inputs.mixed[0]] inputs.mixed is number | string, so it has no items.'],
    ['inputs.tags["a"]', 'type-mismatch ["a"] An index of a list needs a whole number, got "a".'],
    ['inputs.tags[0.5]', 'type-mismatch [0.5] An index of a list needs a whole number, got 0.5.'],
    [
      'inputs.tags[inputs.price]',
      'type-mismatch [inputs.price] inputs.price is number, an index of a list needs a whole number. | Write floor(x) to have a whole number.',
    ],
    [
      'inputs.tags[-1]',
      'unknown-field [inputs.tags[-1]] inputs.tags has no item at -1: positions begin at 0. | Write last(x) for the last item.',
    ],
    [
      'inputs.pair[2]',
      'unknown-field [inputs.pair[2]] inputs.pair has no item at 2: it has at most 2. | Positions begin at 0.',
    ],
    [
      'inputs.prices[0]',
      'type-mismatch [0] A key of an object needs string, got 0. | An object has fields: use a text as the key, or values() to have a list.',
    ],
    [
      'inputs[inputs.sold]',
      'type-mismatch [inputs.sold] inputs.sold is boolean, a key of an object needs string. | An object has fields: use a text as the key, or values() to have a list.',
    ],
    [
      'inputs.prices[inputs.note]',
      'possibly-null [inputs.note] inputs.note may be null, which a key of an object does not take. | Write default(inputs.note, ""), or test inputs.note != null first. => inputs.prices[default(inputs.note, "")]',
    ],
    [
      'inputs.item.pages',
      'unknown-field [inputs.item.pages] Not every form of inputs.item has a field "pages": {kind: "toy", "min-age": number} has none. | Tell the forms apart first, or use has(…) or default(…, value).',
    ],
    [
      'inputs.item.colour',
      'unknown-field [inputs.item.colour] inputs.item has no field "colour". | It has kind, pages, min-age.',
    ],
    [
      'inputs.item["min_age"]',
      'unknown-field [inputs.item["min_age"]] inputs.item has no field "min_age". | Did you mean "min-age"? => inputs.item["min-age"]',
    ],
    [
      'nodes.copy.body.word',
      'unknown-field [nodes.copy.body.word] nodes.copy.body has no field "word". | Did you mean "words"? => nodes.copy.body.words',
    ],
    [
      'nodes.review.title',
      'possibly-null [nodes.review.title] nodes.review may be null, so its field "title" cannot be read. | Write default(nodes.review.title, ""), or test nodes.review != null first. => default(nodes.review.title, "")',
    ],
    [
      'nodes.review.body.words + 1',
      'possibly-null [nodes.review.body] nodes.review may be null, so its field "body" cannot be read. | Write default(nodes.review.body.words, 0), or test nodes.review != null first. => default(nodes.review.body.words, 0) + 1',
    ],
    [
      'nodes.review.tags[0].upper()',
      'possibly-null [nodes.review.tags] nodes.review may be null, so its field "tags" cannot be read. | Write default(nodes.review.tags[0], ""), or test nodes.review != null first. => default(nodes.review.tags[0], "").upper()',
    ],
    [
      'nodes.review.tags.map(tag, tag.upper())',
      'possibly-null [nodes.review.tags] nodes.review may be null, so its field "tags" cannot be read. | Write default(nodes.review.tags, []), or test nodes.review != null first. => default(nodes.review.tags, []).map(tag, tag.upper())',
    ],
    [
      'nodes.review.title == null',
      'possibly-null [nodes.review.title] nodes.review may be null, so its field "title" cannot be read. | Write default(nodes.review.title, null), or test nodes.review != null first. => default(nodes.review.title, null) == null',
    ],
    [
      'nodes.review.body',
      'possibly-null [nodes.review.body] nodes.review may be null, so its field "body" cannot be read. | Write default(nodes.review.body, null), or test nodes.review != null first. => default(nodes.review.body, null)',
    ],
    [
      'nodes.review.titel',
      'unknown-field [nodes.review.titel] nodes.review has no field "titel". | Did you mean "title"? => nodes.review.title',
    ],
    [
      '(nodes.review).title',
      'possibly-null [nodes.review).title] nodes.review may be null, so its field "title" cannot be read. | Use default(path, value), or test nodes.review != null first.',
    ],
    [
      'nodes.review .title',
      'possibly-null [nodes.review .title] nodes.review may be null, so its field "title" cannot be read. | Use default(path, value), or test nodes.review != null first.',
    ],
    [
      'null.a',
      'possibly-null [null.a] The value is null, so its field "a" cannot be read. | Use default(path, value).',
    ],
    [
      'runs.copy.state',
      'unknown-field [runs.copy.state] runs.copy has no field "state". | It has status, failure, attempts.',
    ],
    [
      'inputs.note.upper()',
      'possibly-null [inputs.note] inputs.note may be null, which upper() does not take. | Write default(inputs.note, ""), or test inputs.note != null first. => default(inputs.note, "").upper()',
    ],
    [
      'inputs.note + "!"',
      'possibly-null [inputs.note] inputs.note may be null, which + does not take. | Write default(inputs.note, ""), or test inputs.note != null first. => default(inputs.note, "") + "!"',
    ],
    [
      '1 + inputs.rows[0].cost',
      'possibly-null [inputs.rows[0].cost] inputs.rows[0].cost may be null, which + does not take. | Write default(inputs.rows[0].cost, 0), or test inputs.rows[0].cost != null first. => 1 + default(inputs.rows[0].cost, 0)',
    ],
    [
      'inputs.note + 1',
      'type-mismatch [inputs.note + 1] + needs two numbers, two strings or two lists, got string | null and 1. | Write string(x) to join texts, number(x) to calculate.',
    ],
    [
      '1 + "a"',
      'type-mismatch [1 + "a"] + needs two numbers, two strings or two lists, got 1 and "a". | Write string(x) to join texts, number(x) to calculate.',
    ],
    ['true + true', 'type-mismatch [true + true] + needs two numbers, two strings or two lists, got true and true.'],
    [
      '[1] + 1',
      'type-mismatch [[1] + 1] + needs two numbers, two strings or two lists, got [1] and 1. | Write [x] to add one item to a list.',
    ],
    ['inputs.any + true', 'type-mismatch [true] + needs two numbers, two strings or two lists, got true.'],
    [
      'inputs.mixed + 1',
      'type-mismatch [inputs.mixed + 1] + needs two numbers, two strings or two lists, got number | string and 1. | Write string(x) to join texts, number(x) to calculate.',
    ],
    [
      'nodes.review.body.values()',
      'possibly-null [nodes.review.body] nodes.review may be null, so its field "body" cannot be read. | Use default(path, value), or test nodes.review != null first.',
    ],
    [
      'inputs.sold ? nodes.review.body : default(nodes.copy.body, nodes.review.body)',
      'possibly-null [nodes.review.body] nodes.review may be null, so its field "body" cannot be read. | Write default(nodes.review.body, null), or test nodes.review != null first. => inputs.sold ? default(nodes.review.body, null) : default(nodes.copy.body, nodes.review.body)',
      'possibly-null [nodes.review.body] nodes.review may be null, so its field "body" cannot be read. | Write default(nodes.review.body, null), or test nodes.review != null first. => inputs.sold ? nodes.review.body : default(nodes.copy.body, default(nodes.review.body, null))',
    ],
    [
      'upper(default(inputs.maybe, default(inputs.maybe, inputs.note)))',
      'possibly-null [inputs.note] inputs.note may be null, which upper() does not take. | Write default(inputs.note, ""), or test inputs.note != null first. => upper(default(inputs.maybe, default(inputs.maybe, default(inputs.note, ""))))',
    ],
    ['null + 1', 'possibly-null [null] The value is null, which + does not take. | Use default(path, value).'],
    ['inputs.name - 1', 'type-mismatch [inputs.name] inputs.name is string, - needs number.'],
    ['-inputs.name', 'type-mismatch [inputs.name] inputs.name is string, - needs number.'],
    [
      '-inputs.rows[0].cost',
      'possibly-null [inputs.rows[0].cost] inputs.rows[0].cost may be null, which - does not take. | Write default(inputs.rows[0].cost, 0), or test inputs.rows[0].cost != null first. => -default(inputs.rows[0].cost, 0)',
    ],
    [
      '!inputs.count',
      'type-mismatch [inputs.count] inputs.count is integer, ! needs true or false. | Compare it: x > 0.',
    ],
    [
      '!inputs.note',
      'type-mismatch [inputs.note] inputs.note is string | null, ! needs true or false. | Compare it: x != "".',
    ],
    [
      'inputs.name && true',
      'type-mismatch [inputs.name] inputs.name is string, && needs true or false. | Compare it: x != "".',
    ],
    [
      'inputs.sold || inputs.tags',
      'type-mismatch [inputs.tags] inputs.tags is string[], || needs true or false. | Compare its size: x.size() > 0.',
    ],
    [
      'inputs.price ? 1 : 2',
      'type-mismatch [inputs.price] inputs.price is number, ?: needs true or false. | Compare it: x > 0.',
    ],
    [
      'inputs.maybe ? 1 : 2',
      'type-mismatch [inputs.maybe] inputs.maybe is string | null, ?: needs true or false. | Compare it: x != "".',
    ],
    [
      'inputs.note == null ? inputs.note.upper() : ""',
      'possibly-null [inputs.note] inputs.note is null, which upper() does not take. | Use default(path, value).',
    ],
    [
      'inputs.name < 1',
      'type-mismatch [inputs.name < 1] < needs two numbers or two strings, got string and 1. | Compare values of one kind: string(x) or number(x) converts.',
    ],
    [
      'inputs.sold < true',
      'type-mismatch [inputs.sold < true] < needs two numbers or two strings, got boolean and true. | Compare values of one kind: string(x) or number(x) converts.',
    ],
    [
      'inputs.note < "a"',
      'possibly-null [inputs.note] inputs.note may be null, which < does not take. | Write default(inputs.note, ""), or test inputs.note != null first. => default(inputs.note, "") < "a"',
    ],
    [
      'inputs.price == "3"',
      'type-mismatch [inputs.price == "3"] inputs.price (number) and "3" are never equal. | Compare values of one kind: string(x) or number(x) converts.',
    ],
    [
      'inputs.tags != "a"',
      'type-mismatch [inputs.tags != "a"] inputs.tags (string[]) and "a" are never equal. | Compare values of one kind: string(x) or number(x) converts.',
    ],
    [
      '1 == "1"',
      'type-mismatch [1 == "1"] 1 and "1" are never equal. | Compare values of one kind: string(x) or number(x) converts.',
    ],
    ['1 in inputs.prices', 'type-mismatch [1] in needs a string as the key of an object, got 1.'],
    [
      '"a" in inputs.name',
      'type-mismatch [inputs.name] inputs.name is string, in needs a list or an object on its right.',
    ],
    [
      '"a" in nodes.review',
      'possibly-null [nodes.review] nodes.review may be null, which in does not take. | Use default(path, value), or test nodes.review != null first.',
    ],
    ['inputs.name.map(c, c)', 'type-mismatch [inputs.name] inputs.name is string, map() needs a list.'],
    ['inputs.prices.map(p, p)', 'type-mismatch [inputs.prices] inputs.prices is {*: number}, map() needs a list.'],
    [
      'nodes.review.map(p, p)',
      'type-mismatch [nodes.review] nodes.review is {title: string, body: {words: integer}, tags: string[]} | null, map() needs a list.',
    ],
    [
      'inputs.tags.map(tag, tag + 1)',
      'type-mismatch [tag + 1] + needs two numbers, two strings or two lists, got string and 1. | Write string(x) to join texts, number(x) to calculate.',
    ],
    [
      'inputs.tags.filter(tag, tag)',
      'type-mismatch [tag] tag is string, filter() needs true or false. | Compare it: x != "".',
    ],
    ['inputs.tags.exists(tag, tag.first())', 'type-mismatch [tag] tag is string, first() needs list.'],
    [
      'inputs.rows.sort_by(row, row.cost)',
      'possibly-null [row.cost] row.cost may be null, which sort_by() does not take. | Write default(row.cost, 0), or test row.cost != null first. => inputs.rows.sort_by(row, default(row.cost, 0))',
    ],
    [
      'inputs.rows.sort_by(row, row)',
      'type-mismatch [row] row is {title: string, cost: number | null}, sort_by() needs keys that are all numbers or all strings.',
    ],
    [
      '[1, "a"].sort_by(x, x)',
      'type-mismatch [x] x is 1 | "a", sort_by() needs keys that are all numbers or all strings.',
    ],
    [
      'upper(inputs.price)',
      'type-mismatch [inputs.price] inputs.price is number, upper() needs string. | Write string(x) for a text.',
    ],
    [
      'inputs.tags.upper()',
      'type-mismatch [inputs.tags] inputs.tags is string[], upper() needs string. | Write x.join(", ") for one text, or x.map(item, …) for each item.',
    ],
    ['inputs.name.replace("a", 1)', 'type-mismatch [1] replace() needs string, got 1. | Write string(x) for a text.'],
    ['inputs.name.contains(1)', 'type-mismatch [1] contains() needs string, got 1. | Write string(x) for a text.'],
    [
      'inputs.price.contains(1)',
      'type-mismatch [inputs.price] inputs.price is number, contains() needs string | list.',
    ],
    ['inputs.tags.join(1)', 'type-mismatch [1] join() needs string, got 1. | Write string(x) for a text.'],
    [
      '[inputs.note].join(", ")',
      'possibly-null [[inputs.note]] The list is [string | null]: there may be a null in it, which join() does not take. | Leave the nulls out: x.filter(item, item != null).',
    ],
    ['inputs.tags.sum()', 'type-mismatch [inputs.tags] inputs.tags is string[], sum() needs number[].'],
    [
      'inputs.rows.map(row, row.cost).sum()',
      'possibly-null [inputs.rows.map(row, row.cost)] The list is (number | null)[]: there may be a null in it, which sum() does not take. | Leave the nulls out: x.filter(item, item != null).',
    ],
    ['[1, "a"].max()', 'type-mismatch [[1, "a"]] max() needs number[] | string[], got [1, "a"].'],
    [
      'inputs.rows.max()',
      'type-mismatch [inputs.rows] inputs.rows is {title: string, cost: number | null}[], max() needs number[] | string[].',
    ],
    [
      'inputs.tags.first().upper()',
      'possibly-null [inputs.tags.first()] inputs.tags.first() may be null, which upper() does not take. | Write default(inputs.tags.first(), ""), or test inputs.tags.first() != null first. => default(inputs.tags.first(), "").upper()',
    ],
    ['inputs.name.first()', 'type-mismatch [inputs.name] inputs.name is string, first() needs list.'],
    ['inputs.name.keys()', 'type-mismatch [inputs.name] inputs.name is string, keys() needs object.'],
    ['inputs.prices.merge(inputs.tags)', 'type-mismatch [inputs.tags] inputs.tags is string[], merge() needs object.'],
    ['number(inputs.tags)', 'type-mismatch [inputs.tags] inputs.tags is string[], number() needs number | string.'],
    [
      'round(inputs.name)',
      'type-mismatch [inputs.name] inputs.name is string, round() needs number. | Write number(x) for the number that a text is.',
    ],
    [
      'range("3")',
      'type-mismatch ["3"] range() needs number, got "3". | Write number(x) for the number that a text is.',
    ],
    [
      'parse_json(inputs.any.x + 1)',
      'type-mismatch [inputs.any.x + 1] parse_json() needs string, got number. | Write string(x) for a text.',
    ],
    ['date(true)', 'type-mismatch [true] date() needs number | string, got true.'],
    ['size(1)', 'type-mismatch [1] size() needs list | string | object, got 1.'],
    ['size(null)', 'possibly-null [null] The value is null, which size() does not take. | Use default(path, value).'],
    [
      'inputs.name.slice("1")',
      'type-mismatch ["1"] slice() needs number, got "1". | Write number(x) for the number that a text is.',
    ],
    [
      '{inputs.price: 1}',
      'type-mismatch [inputs.price] inputs.price is number, a key of an object needs string. | Write string(x) for a text.',
    ],
    [
      '{inputs.note: 1}',
      'possibly-null [inputs.note] inputs.note may be null, which a key of an object does not take. | Write default(inputs.note, ""), or test inputs.note != null first. => {default(inputs.note, ""): 1}',
    ],
    ['default(inputs.price.x, 1)', 'type-mismatch [inputs.price.x] inputs.price is number, so it has no field "x".'],
    [
      'default(upper(inputs.note), "")',
      'possibly-null [inputs.note] inputs.note may be null, which upper() does not take. | Write default(inputs.note, ""), or test inputs.note != null first. => default(upper(default(inputs.note, "")), "")',
    ],
    [
      'default(inputs.note, inputs.nothing)',
      'unknown-field [inputs.nothing] inputs has no field "nothing". | It has name, price, count, sold, kind, tags, pair, rows, ….',
    ],
    [
      'has(inputs.tags.a)',
      'type-mismatch [inputs.tags.a] inputs.tags is string[], so it has no field "a". | A list has items: use [0], map or first().',
    ],
    [
      'has(nodes.review) ? nodes.review.title : ""',
      'possibly-null [nodes.review.title] nodes.review may be null, so its field "title" cannot be read. | Write default(nodes.review.title, ""), or test nodes.review != null first. => has(nodes.review) ? default(nodes.review.title, "") : ""',
    ],
    [
      'has(inputs.note) ? 1 : inputs.note.upper()',
      'possibly-null [inputs.note] inputs.note is null, which upper() does not take. | Use default(path, value).',
    ],
    [
      'inputs.zzz + inputs.yyy',
      'unknown-field [inputs.zzz] inputs has no field "zzz". | It has name, price, count, sold, kind, tags, pair, rows, ….',
      'unknown-field [inputs.yyy] inputs has no field "yyy". | It has name, price, count, sold, kind, tags, pair, rows, ….',
    ],
    [
      'inputs.zzz.upper() + 1',
      'unknown-field [inputs.zzz] inputs has no field "zzz". | It has name, price, count, sold, kind, tags, pair, rows, ….',
    ],
    [
      'inputs.sold ? inputs.zzz : inputs.yyy.upper()',
      'unknown-field [inputs.zzz] inputs has no field "zzz". | It has name, price, count, sold, kind, tags, pair, rows, ….',
      'unknown-field [inputs.yyy] inputs has no field "yyy". | It has name, price, count, sold, kind, tags, pair, rows, ….',
    ],
    [
      'inputs.item.kind == "book" ? inputs.item["min-age"] : 1',
      'unknown-field [inputs.item["min-age"]] inputs.item has no field "min-age". | It has kind, pages.',
    ],
    [
      '[inputs.note.upper(), -"a", {"x": nodes.review.title}]',
      'possibly-null [inputs.note] inputs.note may be null, which upper() does not take. | Write default(inputs.note, ""), or test inputs.note != null first. => [default(inputs.note, "").upper(), -"a", {"x": nodes.review.title}]',
      'type-mismatch ["a"] - needs number, got "a".',
      'possibly-null [nodes.review.title] nodes.review may be null, so its field "title" cannot be read. | Write default(nodes.review.title, ""), or test nodes.review != null first. => [inputs.note.upper(), -"a", {"x": default(nodes.review.title, "")}]',
    ],
  ])('%s', (source, ...problems) => {
    expect(show(source)).toEqual(problems);
    expect(check(source).type).toEqual(unknownType);
  });

  it('are mended by their edits, one after the other', () => {
    let source = 'inputs.note.upper() + nodes.review.titel + inputs.rows.map(row, row.cots).first()';
    const mended: string[] = [];
    for (let edit = firstEdit(source); edit !== undefined; edit = firstEdit(source)) {
      source = `${source.slice(0, edit.start)}${edit.text}${source.slice(edit.end)}`;
      mended.push(edit.title);
    }
    expect(mended).toEqual([
      'Give inputs.note a value for when it is null',
      'Write title',
      'Give nodes.review.title a value for when it is null',
      'Write cost',
    ]);
    expect(source).toBe(
      'default(inputs.note, "").upper() + default(nodes.review.title, "") + inputs.rows.map(row, row.cost).first()',
    );
  });

  it('stand in the coordinates of the text that was parsed', () => {
    const parsed = parseExpression(' inputs.nam ', 10);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    expect(checkExpression(parsed.expression, scope).problems).toMatchObject([
      { start: 11, end: 21, edit: { start: 18, end: 21, text: 'name' } },
    ]);
  });
});

describe('the keys that must be there', () => {
  it.each<[string, readonly string[]]>([
    ['inputs.prices.shoe', ['inputs.prices.shoe']],
    ['inputs.prices[inputs.name]', ['inputs.prices[inputs.name]']],
    ['inputs.name', []],
    ['inputs.note', []],
    ['inputs.open.other', []],
    ['inputs.any.other', []],
    ['inputs.item[inputs.name]', ['inputs.item[inputs.name]']],
    ['inputs[inputs.name]', []],
    ["{inputs.name: 1}['a']", ["{inputs.name: 1}['a']"]],
    ['has(inputs.prices.shoe) ? inputs.prices.shoe : 0', ['inputs.prices.shoe']],
  ])('%s', (source, keys) => {
    const found = [...check(source).required].map(({ start, end }) => source.slice(start, end));
    expect(found).toEqual(keys);
  });
});

describe('the checker', () => {
  it('takes time in line with the length of a chain of conditions', () => {
    const reads: string[] = [];
    const chain = Array.from({ length: 120 }, (_, index) => `nodes.n${index}.a != null`).join(' && ');
    const counting: TypeScope = { ...scope, node: (id) => (reads.push(id), orNull(copy)) };
    const parsed = parseExpression(chain);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    checkExpression(parsed.expression, counting);
    expect(reads.length).toBeLessThan(120 * 4);
  });
});

function firstEdit(source: string): TextEdit | undefined {
  return check(source).problems.find(({ edit }) => edit !== undefined)?.edit;
}
