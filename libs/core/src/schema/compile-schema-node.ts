/** Compiles one schema to the rules of its keywords, sorted by the kind of value that each is about. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { acceptAnything, refuseAnything } from './boolean-judges.js';
import type { Compilation } from './compile-schema.js';
import type { Judge, Rule } from './judge.js';
import type { JsonSchema } from './json-schema.js';
import { anyKeywords, typeKeywords } from './keyword/any-keywords.js';
import { arrayKeywords } from './keyword/array-keywords.js';
import { logicKeywords } from './keyword/logic-keywords.js';
import { numberKeywords } from './keyword/number-keywords.js';
import { objectKeywords } from './keyword/object-keywords.js';
import { referenceKeywords } from './keyword/reference-keywords.js';
import { stringKeywords } from './keyword/string-keywords.js';
import { withUnevaluated } from './keyword/unevaluated-keywords.js';
import type { CompileKeyword, KeywordContext, KeywordTable } from './keyword-table.js';
import type { SchemaResource } from './schema-document.js';
import { spendWork } from './work-meter.js';

/** Compiles a schema that stands in a resource, or begins one of its own. */
export function compileSchemaNode(schema: JsonSchema, outer: SchemaResource, compilation: Compilation): Judge {
  if (typeof schema === 'boolean') return schema ? acceptAnything : refuseAnything;
  const begun = outer.document.resourceBegunBy(schema);
  const context = new NodeContext(schema, begun ?? outer, compilation);
  const judge = withUnevaluated(compileRules(context), context);
  return begun === undefined ? judge : withinResource(begun, judge);
}

/** The kinds of value that have keywords of their own. */
type Kind = 'any' | 'string' | 'number' | 'array' | 'object';

interface KeywordEntry {
  readonly kind: Kind;
  /** Where the keyword stands among all others: rules judge in this order. */
  readonly rank: number;
  readonly compile: CompileKeyword<JsonValue>;
}

/** All keywords in the order in which they judge. The kind of value is erased: a rule is only asked about its own. */
const FAMILIES: readonly (readonly [Kind, KeywordTable<JsonValue>])[] = [
  ['any', typeKeywords],
  ['any', anyKeywords],
  ['any', logicKeywords],
  ['any', referenceKeywords],
  ['string', stringKeywords as KeywordTable<JsonValue>],
  ['number', numberKeywords as KeywordTable<JsonValue>],
  ['array', arrayKeywords as KeywordTable<JsonValue>],
  ['object', objectKeywords as KeywordTable<JsonValue>],
];

const ENTRIES: ReadonlyMap<string, readonly KeywordEntry[]> = listEntries();

function listEntries(): ReadonlyMap<string, readonly KeywordEntry[]> {
  const entries = new Map<string, KeywordEntry[]>();
  for (const [kind, table] of FAMILIES) {
    for (const [keyword, compile] of Object.entries(table)) {
      entries.set(keyword, [...(entries.get(keyword) ?? []), { kind, rank: entries.size, compile }]);
    }
  }
  return entries;
}

class NodeContext implements KeywordContext {
  readonly schema: JsonObject;
  readonly resource: SchemaResource;
  readonly #compilation: Compilation;
  /** True when the schema has others in it or refers to some: a judgement may go deeper here. */
  descends = false;

  constructor(schema: JsonObject, resource: SchemaResource, compilation: Compilation) {
    this.schema = schema;
    this.resource = resource;
    this.#compilation = compilation;
  }

  get assertsFormats(): boolean {
    return this.#compilation.assertsFormats || this.resource.document.reading.assertsFormats;
  }

  keyword(name: string): JsonValue | undefined {
    const isKnown = Object.hasOwn(this.schema, name) && this.resource.document.reading.keywords.has(name);
    return isKnown ? this.schema[name] : undefined;
  }

  judge(schema: JsonValue): Judge {
    this.descends = true;
    return this.#compilation.judge(schema as JsonSchema, this.resource);
  }

  resolve(reference: string): ReturnType<KeywordContext['resolve']> {
    return this.#compilation.resolve(reference, this.resource);
  }

  target(place: Parameters<KeywordContext['target']>[0]): ReturnType<KeywordContext['target']> {
    this.descends = true;
    return this.#compilation.target(place.schema, place.resource);
  }

  dynamicTargets(anchor: string): ReturnType<KeywordContext['dynamicTargets']> {
    return this.#compilation.dynamicTargets(anchor);
  }
}

interface CompiledRule {
  readonly kind: Kind;
  readonly rank: number;
  readonly rule: Rule<JsonValue>;
}

type Rules = readonly Rule<JsonValue>[];

/** The rules of a schema for each kind of value. */
interface RulesByKind {
  readonly string: Rules;
  readonly number: Rules;
  readonly array: Rules;
  readonly object: Rules;
  /** For null and booleans. */
  readonly other: Rules;
}

function compileRules(context: NodeContext): Judge {
  const compiled: CompiledRule[] = [];
  let price = 1;
  for (const keyword of ruleNames(context)) {
    const value = context.schema[keyword] as JsonValue;
    for (const { kind, rank, compile } of ENTRIES.get(keyword) ?? NO_ENTRIES) {
      const rule = compile(value, context);
      if (rule !== undefined) compiled.push({ kind, rank, rule });
    }
    price += membersOf(keyword, value);
  }
  return judgeOfRules(compiled, price, context.descends);
}

const NO_ENTRIES: readonly KeywordEntry[] = [];

function judgeOfRules(compiled: CompiledRule[], price: number, descends: boolean): Judge {
  const [only] = compiled;
  if (only === undefined) return acceptAnything;
  if (compiled.length === 1 && only.kind === 'any' && !descends) return withPrice(price, only.rule);
  compiled.sort((first, second) => first.rank - second.rank);
  return judgeOf(rulesByKind(compiled), price, descends);
}

/** In draft 7 a `$ref` hides everything beside it. */
function ruleNames({ schema, resource }: NodeContext): readonly string[] {
  const { dialect, keywords } = resource.document.reading;
  if (dialect === 'draft-7' && Object.hasOwn(schema, '$ref')) return ['$ref'];
  return Object.keys(schema).filter((keyword) => keywords.has(keyword));
}

/** The names, values and schemas that a rule may go through. An enumeration and the definitions are looked up instead. */
function membersOf(keyword: string, value: JsonValue): number {
  if (typeof value !== 'object' || value === null || LOOKED_UP.has(keyword)) return 0;
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

const LOOKED_UP: ReadonlySet<string> = new Set(['enum', 'type', '$defs', 'definitions', 'discriminator']);

function rulesByKind(compiled: readonly CompiledRule[]): RulesByKind {
  const other = rulesOf('any', compiled);
  const ofKind = (kind: Kind): Rules => (compiled.some((rule) => rule.kind === kind) ? rulesOf(kind, compiled) : other);
  return {
    string: ofKind('string'),
    number: ofKind('number'),
    array: ofKind('array'),
    object: ofKind('object'),
    other,
  };
}

function rulesOf(wanted: Kind, compiled: readonly CompiledRule[]): Rules {
  const rules: Rule<JsonValue>[] = [];
  for (const { kind, rule } of compiled) if (kind === wanted || kind === 'any') rules.push(rule);
  return rules;
}

function withPrice(price: number, rule: Rule<JsonValue>): Judge {
  return (value, judgement, parts) => {
    spendWork(price);
    return rule(value, judgement, parts);
  };
}

function judgeOf(rules: RulesByKind, price: number, descends: boolean): Judge {
  return (value, judgement, parts) => {
    spendWork(price);
    if (descends) judgement.enter();
    let fits = true;
    for (const rule of rulesFor(value, rules)) {
      if (rule(value, judgement, parts)) continue;
      fits = false;
      if (!judgement.goesOn) break;
    }
    if (descends) judgement.leave();
    return fits;
  };
}

function rulesFor(value: JsonValue, rules: RulesByKind): Rules {
  if (typeof value === 'string') return rules.string;
  if (typeof value === 'number') return rules.number;
  if (Array.isArray(value)) return rules.array;
  return isJsonObject(value) ? rules.object : rules.other;
}

/** A judgement that enters a named schema has it in scope for `$dynamicRef`. */
function withinResource(resource: SchemaResource, judge: Judge): Judge {
  return (value, judgement, parts) => {
    judgement.scope.push(resource);
    const fits = judge(value, judgement, parts);
    judgement.scope.pop();
    return fits;
  };
}
