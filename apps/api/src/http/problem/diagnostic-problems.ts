/** What each finding of the compiler means, as data: a problem of status 422 may carry it as its code. */
import type { DiagnosticCode } from '@ice/core';

/** A finding in words. */
export interface FindingKind {
  readonly title: string;
  readonly hint: string;
}

/** The table. Findings whose code is that of a refused request too stand there. */
export const diagnosticProblems: Readonly<Record<Exclude<DiagnosticCode, 'validation-failed'>, FindingKind>> = {
  'unknown-property': { title: 'A field is unknown', hint: 'Take it out, or use the name that the finding offers.' },
  'node-id-invalid': { title: 'An id is malformed', hint: 'Ids are a–z, 0–9 and _, begin with a letter, ≤ 64.' },
  'node-id-reserved': { title: 'An id is a word of the expression language', hint: 'Choose another id.' },
  'duplicate-node-id': {
    title: 'Two nodes have one id',
    hint: 'Ids are unique in the whole document, also in blocks.',
  },
  'unknown-node-type': { title: 'A node is of an unknown kind', hint: 'GET /api/v1/catalog/node-kinds lists them.' },
  'unknown-dependency': { title: 'A dependency does not exist', hint: 'Name a node of the same block.' },
  'duplicate-dependency': { title: 'A dependency stands twice', hint: 'Keep one of the two.' },
  'dependency-out-of-scope': { title: 'A dependency is out of reach', hint: 'Name a node of the same block.' },
  'cycle-detected': { title: 'Nodes wait for each other', hint: 'Take one edge out, or use a recursive node.' },
  'unknown-reference': { title: 'An expression names something unknown', hint: 'Name an input, a node or a variable.' },
  'reference-out-of-scope': {
    title: 'An expression names a node out of reach',
    hint: 'A block sees its own nodes and those around it; read the container from outside.',
  },
  'secret-not-allowed': {
    title: 'A secret may not be read here',
    hint: 'Secrets are put as they are into arguments that a tool marks for credentials, and nowhere else.',
  },
  'secret-input-invalid': {
    title: 'This cannot be kept secret',
    hint: 'A secret input is {"type": "string", "writeOnly": true} without a value in the blueprint, and takes secrets alone.',
  },
  'unknown-tool': { title: 'A tool does not exist', hint: 'GET /api/v1/catalog/tools lists them.' },
  'unknown-blueprint': {
    title: 'A blueprint to run does not exist',
    hint: 'Store it first, and name it by its id or revision. GET /api/v1/blueprints lists them.',
  },
  'blueprint-unsound': {
    title: 'A blueprint to run does not compile',
    hint: 'Mend that one first; POST /api/v1/blueprints/validate says all that it lacks.',
  },
  'missing-argument': {
    title: 'A tool or a blueprint lacks an argument',
    hint: 'The catalog has the schema of the tool, the document of the blueprint its inputs.',
  },
  'model-not-allowed': { title: 'A model may not be used', hint: 'GET /api/v1/catalog/models lists the allowed ones.' },
  'template-invalid': { title: 'A template cannot be read', hint: 'Expressions stand in {{ … }}.' },
  'expression-invalid': { title: 'An expression cannot be read', hint: 'The language is CEL with JSON numbers.' },
  'regex-unsafe': { title: 'A regular expression could run for ever', hint: 'Use plain string functions.' },
  'bound-missing': { title: 'A loop or call has no bound', hint: 'State max_items, max_iterations or token limits.' },
  'bound-too-large': { title: 'A bound is above the limit', hint: 'GET /api/v1/catalog/limits lists every limit.' },
  'cost-unbounded': {
    title: 'Nothing bounds what it costs',
    hint: 'State max_input_tokens, choose a model whose context is known, or lower max_depth.',
  },
  'schema-invalid': { title: 'A JSON Schema is malformed', hint: 'Use JSON Schema 2020-12 or draft 7.' },
  'variable-shadowed': { title: 'A loop variable hides another name', hint: 'Choose another item_var.' },
  'nesting-too-deep': { title: 'Blocks are nested too deep', hint: 'GET /api/v1/catalog/limits lists every limit.' },
  'too-many-nodes': { title: 'There are too many nodes', hint: 'Use a loop, or several blueprints.' },
  'too-many-edges': { title: 'There are too many edges', hint: 'Use a loop, or gather outputs in one node.' },
  'too-many-blueprints': {
    title: 'There are too many blueprints to run',
    hint: 'GET /api/v1/catalog/limits lists every limit; children of children count too.',
  },
  'not-supported-yet': {
    title: 'A field has no effect yet',
    hint: 'Take it out; it is refused until it works.',
  },
  'url-not-allowed': {
    title: 'A URL may not be opened',
    hint: 'Public http and https only, unless the operator allows more.',
  },
  'header-not-allowed': {
    title: 'A header may not be sent',
    hint: 'Headers of the connection itself are not yours to set.',
  },
  'unused-input': { title: 'An input is read by nobody', hint: 'Take it out, or read it.' },
  'unreachable-node': {
    title: 'A node can never start',
    hint: 'Take it out, or mend the condition that it waits for.',
  },
  'unknown-keyword': {
    title: 'A schema has a member that means nothing',
    hint: 'Mend its name, or begin it with "x-" where it is a note of your own.',
  },
  'unknown-field': {
    title: 'There is no such field',
    hint: 'Read a field that the output, the input or the item has; the finding lists them.',
  },
  'type-mismatch': {
    title: 'A value of this type does not fit here',
    hint: 'Convert it, or read another value; the finding names both types and where they differ.',
  },
  'possibly-null': {
    title: 'The value may be null here',
    hint: 'Give a value for that case with default(value, fallback), or test it with has or != null first.',
  },
  'empty-blueprint': { title: 'There is no node yet', hint: 'Add a node first.' },
};

/** Codes of inputs that do not fit, as entries of `errors`. */
export const inputProblems = {
  'missing-input': { title: 'A required input is missing', hint: 'Send it, or give the input a default.' },
} as const satisfies Readonly<Record<string, FindingKind>>;
