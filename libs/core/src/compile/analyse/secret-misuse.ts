/** Judges where a document reads secrets, kept ones and those of its inputs: only a text that goes to a sink may hold one, and only as it
 *  is. Sinks are arguments that their tool marks for credentials, and secret inputs of a blueprint that is run. Whatever an expression
 *  could make of a secret would be a way out for it. Pure. */
import type { LocatedReference, TemplateValue } from '../../expression/index.js';
import { extendPointer, parsePointer } from '../../json/json-pointer.js';
import { inputOfSecret, secretInputNames, secretOfInput } from '../../secret/secret-input.js';
import { isSecretName } from '../../secret/secret-name.js';
import { secretOf } from '../../secret/secret-of.js';
import { isSecretSink } from '../../secret/secret-sink.js';
import type { CompileEnvironment } from '../compile-environment.js';
import { listOf, quote } from '../diagnostic/describe-value.js';
import { fieldOf, type DocumentDraft, type NodeDraft } from '../read/draft.js';
import { childInputs } from './child-inputs.js';
import type { ParsedField } from './parse-field.js';
import type { Names } from './resolve-reference.js';
import type { Site } from './visibility.js';

/** What knows where secrets may go. */
export type SecretSinks = Pick<CompileEnvironment, 'findTool' | 'findBlueprint'>;

/** Why a secret may not be read where it is. */
export interface SecretMisuse {
  /** `name`: there can be none of this name. `place`: nothing here is for credentials. `calculation`: it is not read as it is. */
  readonly reason: 'name' | 'place' | 'calculation';
  /** As it is written: `secrets.TOKEN`, `inputs.api_key`. */
  readonly secret: string;
  /** Who is given the value, and which of its arguments are for credentials; null where nobody takes any. */
  readonly taker: SecretTaker | null;
}

/** A tool, or a blueprint that is run. */
interface SecretTaker {
  /** In messages: `"http_request"`, `blueprint "greeting"`. */
  readonly title: string;
  /** The field of the node that holds its arguments. */
  readonly field: 'tool_args' | 'inputs';
  /** Pointers of the arguments that may hold secrets. */
  readonly sinks: readonly string[];
}

/** What a document says of names, and the world around it. */
interface Surroundings {
  readonly draft: DocumentDraft;
  readonly names: Pick<Names, 'secretInputs'>;
  readonly environment: SecretSinks;
}

/** What is wrong with a reference that reads a secret; null where nothing is, where it reads something else, and for arguments of a tool
 *  or blueprint that does not exist, which is told already. */
export function secretMisuse(
  reference: LocatedReference,
  parsed: ParsedField,
  site: Site,
  surroundings: Surroundings,
): SecretMisuse | null {
  const { secretInputs } = surroundings.names;
  const name = nameOf(reference, secretInputs);
  if (name === null) return null;
  const taker = takerAt(parsed, site, surroundings);
  if (taker === undefined) return null;
  const secret = inputOfSecret(name) === null ? `secrets.${name}` : name;
  if (inputOfSecret(name) === null && !isSecretName(name)) return { reason: 'name', secret, taker };
  if (!isSecretSink(taker?.sinks ?? [], reference.pointer)) return { reason: 'place', secret, taker };
  const template = templateAt(parsed.value, reference.pointer);
  return isReadAsItIs(name, template, secretInputs) ? null : { reason: 'calculation', secret, taker };
}

/** The secret that is read; null for everything else. */
function nameOf(
  { root, id = '', path: [name] }: Pick<LocatedReference, 'root' | 'id' | 'path'>,
  secretInputs: ReadonlySet<string>,
): string | null {
  if (root === 'secrets') return id;
  return root === 'inputs' && typeof name === 'string' && secretInputs.has(name) ? secretOfInput(name) : null;
}

/** Null outside of arguments; undefined for those of what is not there. */
function takerAt({ name }: ParsedField, { node }: Site, surroundings: Surroundings): SecretTaker | null | undefined {
  if (node?.kind === 'tool' && name === 'tool_args') return toolOf(node, surroundings);
  return node?.kind === 'workflow' && name === 'inputs' ? childTaker(node, surroundings) : null;
}

function toolOf({ object }: NodeDraft, { environment }: Surroundings): SecretTaker | undefined {
  const name = fieldOf(object, 'tool_name')?.value;
  const tool = typeof name === 'string' ? environment.findTool(name) : undefined;
  return tool && { title: quote(tool.name), field: 'tool_args', sinks: tool.secrets ?? [] };
}

function childTaker(node: NodeDraft, surroundings: Surroundings): SecretTaker | undefined {
  const child = childInputs(node, surroundings);
  const sinks = child && secretInputNames(child.inputs).map((name) => extendPointer('', name));
  return child && sinks && { title: child.title, field: 'inputs', sinks };
}

function templateAt(value: TemplateValue, pointer: string): TemplateValue | undefined {
  return (parsePointer(pointer) ?? []).reduce<TemplateValue | undefined>((inside, token) => {
    if (inside?.kind === 'list') return inside.items[Number(token)];
    return inside?.kind === 'object' ? inside.entries.find(([key]) => key === token)?.[1] : undefined;
  }, value);
}

/** True where every expression of the text that reads this secret is the secret and nothing else. */
function isReadAsItIs(name: string, template: TemplateValue | undefined, secretInputs: ReadonlySet<string>): boolean {
  if (template?.kind !== 'text' && template?.kind !== 'expression') return false;
  const parts = template.kind === 'text' ? template.parts : [template.expression];
  return parts.every((part) => {
    if (typeof part === 'string') return true;
    const isRead = part.references.some((one) => nameOf(one, secretInputs) === name);
    return !isRead || secretOf(part, secretInputs) !== null;
  });
}

/** What is wrong, as the end of a sentence. */
export function describeMisuse({ reason, secret }: SecretMisuse): string {
  const shown = quote(secret);
  if (reason === 'name') return `${shown} can be no secret: a name is A-Z, 0-9 and _, begins with a letter, ≤ 64`;
  if (reason === 'place') return `${shown} may not be read here`;
  return `${shown} may only be put into the text as it is, nothing may be calculated with it`;
}

/** What to do about it. */
export function adviseMisuse({ reason, taker }: SecretMisuse): string {
  if (reason === 'name') return 'GET /api/v1/secrets lists the names that there are.';
  if (reason === 'calculation')
    return 'Write "Bearer {{ secrets.NAME }}"; keep a value that is made of others as a secret of its own.';
  if (taker === null)
    return 'Secrets go to arguments of tools that are meant for credentials, such as `headers` of "http_request".';
  const { title, field, sinks } = taker;
  if (sinks.length === 0)
    return `No ${field === 'inputs' ? 'input' : 'argument'} of ${title} is meant for credentials.`;
  const places = sinks.map((sink) => `\`${field}${sink.replaceAll('/', '.')}\``);
  return `Of ${title} only ${listOf(places, 'and')} may hold a secret.`;
}
