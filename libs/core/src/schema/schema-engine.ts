/**
 * The only door to ajv. Every schema gets an instance of its own: nothing of one schema (its ids, its parts) is ever
 * visible to another or outlives it. Ajv's generated code is the one `new Function` of this project; only checked
 * schemas come here.
 */
import type { CodeKeywordDefinition, ErrorObject, FuncKeywordDefinition, KeywordCxt, Options } from 'ajv';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { loadAjv2020, loadAjv7 } from './engine-loader.js';
import { PRICE_KEYWORD } from './engine-schema.js';
import { formatTable } from './format-table.js';
import { compileLinearRegex } from './linear-regex.js';
import { isMultipleOf } from './multiple-of.js';
import type { SchemaDialect } from './schema-dialect.js';
import { findEqualItems } from './unique-items.js';
import { spendWork } from './work-meter.js';

/** What the engine says of a value: nothing when it fits. */
export type EngineJudge = (value: JsonValue) => readonly ErrorObject[];

/** How a schema is compiled. */
export interface EngineOptions {
  readonly dialect: SchemaDialect;
  /** True to look for every error, false to stop at the first. */
  readonly allErrors: boolean;
  /** False when `format` only describes. */
  readonly assertsFormats: boolean;
  /** True when the schema refers to a meta-schema. */
  readonly usesMetaSchema: boolean;
  /** Other schemas it may refer to, by URI, as the engine gets them. */
  readonly knownSchemas: ReadonlyMap<string, boolean | JsonObject>;
}

/** The engine does not take a schema. Expected only where the meta-schema cannot tell; never leaves this folder. */
export class EngineRefusal extends Error {
  /** The reference that leads nowhere, when that is the reason. */
  readonly reference: string | undefined;

  constructor(cause: Error & { readonly missingRef?: string }) {
    super(cause.message, { cause });
    this.reference = cause.missingRef;
  }
}

/** Compiles a schema that `engineSchema` made. Throws `EngineRefusal`. */
export function compileInEngine(schema: boolean | JsonObject, options: EngineOptions): EngineJudge {
  const ajv = engineFor(options);
  try {
    for (const [uri, known] of options.knownSchemas) ajv.addSchema(known, uri);
    const validate = ajv.compile(schema);
    return (value) => (validate(value) ? [] : (validate.errors ?? []));
  } catch (error) {
    throw new EngineRefusal(error as Error);
  }
}

type Engine = InstanceType<ReturnType<typeof loadAjv7>['Ajv']>;

function engineFor(options: EngineOptions): Engine {
  const settings = settingsFor(options);
  const ajv = options.dialect === 'draft-7' ? new (loadAjv7().Ajv)(settings) : new (loadAjv2020().Ajv2020)(settings);
  for (const keyword of ['$ref', '$dynamicRef']) priceReference(ajv, keyword);
  ajv.removeKeyword('uniqueItems').removeKeyword('multipleOf');
  return ajv.addKeyword(UNIQUE_ITEMS).addKeyword(MULTIPLE_OF).addKeyword(PRICE);
}

/** Recursion goes through references only: with a price on each, none is free, wherever it leads. */
function priceReference(ajv: Engine, keyword: string): void {
  const definition = ajv.getKeyword(keyword);
  if (typeof definition !== 'object') return;
  const reference = definition as CodeKeywordDefinition;
  const code: CodeKeywordDefinition['code'] = (context, ruleType) => {
    const { _ } = loadAjv7();
    context.gen.code(_`${context.gen.scopeValue('func', { ref: spendWork })}(1)`);
    reference.code(context, ruleType);
  };
  ajv.removeKeyword(keyword).addKeyword({ ...reference, code });
}

function settingsFor(options: EngineOptions): Options {
  return {
    strict: false,
    logger: false,
    messages: false,
    // Checked before, by `findMetaProblems`.
    validateSchema: false,
    meta: options.usesMetaSchema,
    allErrors: options.allErrors,
    discriminator: true,
    // Else `required: ["constructor"]` is satisfied by every object's prototype.
    ownProperties: true,
    // Else code grows with the number of references times the size of what they refer to.
    inlineRefs: false,
    validateFormats: options.assertsFormats,
    formats: options.assertsFormats ? formatTable() : {},
    // The optimizer of the generated code takes several times as long as everything else.
    code: { regExp: linearEngine, optimize: false },
  };
}

function linearEngineFor(pattern: string): { test: (text: string) => boolean } {
  const result = compileLinearRegex(pattern);
  if (result.ok) return result.regex;
  throw new Error(`The pattern ${pattern} is refused: ${result.message}`);
}

const linearEngine = Object.assign(linearEngineFor, { code: 'linearEngineFor' });

/** Takes the price of a subschema, and of the parts of the value that its keywords go through. */
const PRICE: CodeKeywordDefinition = {
  keyword: PRICE_KEYWORD,
  schemaType: 'number',
  code: ({ gen, schema, data, parentSchema }: KeywordCxt) => {
    const { _ } = loadAjv7();
    const goesThrough = Object.keys(parentSchema).some((keyword) => GO_THROUGH.has(keyword));
    const spend = gen.scopeValue('func', { ref: goesThrough ? spendForParts : spendWork });
    const price = schema as number;
    gen.code(goesThrough ? _`${spend}(${price}, ${data})` : _`${spend}(${price})`);
  },
};

/** Keywords that look at every member or character of a value without applying a subschema to each. */
const GO_THROUGH: ReadonlySet<string> = new Set([
  'additionalProperties',
  'patternProperties',
  'propertyNames',
  'unevaluatedProperties',
  'minProperties',
  'maxProperties',
  'minLength',
  'maxLength',
]);

const CHARACTERS_PER_UNIT = 16;

function spendForParts(price: number, value: JsonValue): void {
  if (typeof value === 'string') spendWork(price + Math.ceil(value.length / CHARACTERS_PER_UNIT));
  else spendWork(price + (typeof value === 'object' && value !== null ? Object.keys(value).length : 0));
}

/** A judge of one keyword in the engine's manner: an error is left on the function itself. */
type KeywordJudge = NonNullable<FuncKeywordDefinition['validate']>;

const judgeUniqueItems: KeywordJudge = (isRequired: boolean, items: JsonValue[]) => {
  const equal = isRequired ? findEqualItems(items) : undefined;
  if (equal === undefined) return true;
  judgeUniqueItems.errors = [{ keyword: 'uniqueItems', params: { first: equal[0], second: equal[1] } }];
  return false;
};

const judgeMultipleOf: KeywordJudge = (multipleOf: number, value: number) => {
  if (isMultipleOf(value, multipleOf)) return true;
  judgeMultipleOf.errors = [{ keyword: 'multipleOf', params: { multipleOf } }];
  return false;
};

const UNIQUE_ITEMS: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  validate: judgeUniqueItems,
};

const MULTIPLE_OF: FuncKeywordDefinition = {
  keyword: 'multipleOf',
  type: 'number',
  schemaType: 'number',
  validate: judgeMultipleOf,
};
