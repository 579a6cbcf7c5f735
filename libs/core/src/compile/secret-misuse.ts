/** Judges where a document reads secrets: only a text that goes to an argument which its tool marks for credentials may hold one, and only
 *  as it is. Whatever an expression could make of a secret would be a way out for it. Pure. */
import type { LocatedReference, TemplateValue } from '../expression/index.js';
import { parsePointer } from '../json/json-pointer.js';
import { isSecretName } from '../secret/secret-name.js';
import { secretOf } from '../secret/secret-of.js';
import { isSecretSink } from '../secret/secret-sink.js';
import type { CompileEnvironment } from './compile-environment.js';
import { listOf, quote } from './describe-value.js';
import { fieldOf } from './draft.js';
import type { ParsedField } from './parse-field.js';
import type { Site } from './visibility.js';

/** Why a secret may not be read where it is. */
export interface SecretMisuse {
  /** `name`: there can be none of this name. `place`: nothing here is for credentials. `calculation`: it is not read as it is. */
  readonly reason: 'name' | 'place' | 'calculation';
  /** The tool that the place belongs to, and the pointers of its arguments for credentials; null outside of the arguments of a tool. */
  readonly tool: { readonly name: string; readonly sinks: readonly string[] } | null;
}

/** What is wrong with a reference that reads a secret; null where nothing is, where it reads something else, and for arguments of a tool
 *  that does not exist, which is told already. */
export function secretMisuse(
  { root, id = '', pointer }: LocatedReference,
  parsed: ParsedField,
  site: Site,
  environment: Pick<CompileEnvironment, 'findTool'>,
): SecretMisuse | null {
  if (root !== 'secrets') return null;
  const tool = toolAt(parsed, site, environment);
  if (tool === undefined) return null;
  if (!isSecretName(id)) return { reason: 'name', tool };
  if (!isSecretSink(tool?.sinks ?? [], pointer)) return { reason: 'place', tool };
  return isReadAsItIs(id, templateAt(parsed.value, pointer)) ? null : { reason: 'calculation', tool };
}

/** Null outside of arguments; undefined for those of a tool that is not there. */
function toolAt(
  { name }: ParsedField,
  { node }: Site,
  environment: Pick<CompileEnvironment, 'findTool'>,
): SecretMisuse['tool'] | undefined {
  if (node?.kind !== 'tool' || name !== 'tool_args') return null;
  const toolName = fieldOf(node.object, 'tool_name')?.value;
  const tool = typeof toolName === 'string' ? environment.findTool(toolName) : undefined;
  return tool && { name: tool.name, sinks: tool.secrets ?? [] };
}

function templateAt(value: TemplateValue, pointer: string): TemplateValue | undefined {
  return (parsePointer(pointer) ?? []).reduce<TemplateValue | undefined>((inside, token) => {
    if (inside?.kind === 'list') return inside.items[Number(token)];
    return inside?.kind === 'object' ? inside.entries.find(([key]) => key === token)?.[1] : undefined;
  }, value);
}

/** True where every expression of the text that reads this secret is the secret and nothing else. */
function isReadAsItIs(id: string, template: TemplateValue | undefined): boolean {
  if (template?.kind !== 'text' && template?.kind !== 'expression') return false;
  const parts = template.kind === 'text' ? template.parts : [template.expression];
  return parts.every((part) => {
    if (typeof part === 'string') return true;
    return part.references.every((one) => one.root !== 'secrets' || one.id !== id) || secretOf(part) !== null;
  });
}

/** What is wrong, as the end of a sentence. */
export function describeMisuse(id: string, { reason }: SecretMisuse): string {
  const secret = quote(`secrets.${id}`);
  if (reason === 'name') return `${secret} can be no secret: a name is A-Z, 0-9 and _, begins with a letter, ≤ 64`;
  if (reason === 'place') return `${secret} may not be read here`;
  return `${secret} may only be put into the text as it is, nothing may be calculated with it`;
}

/** What to do about it. */
export function adviseMisuse({ reason, tool }: SecretMisuse): string {
  if (reason === 'name') return 'GET /api/v1/secrets lists the names that there are.';
  if (reason === 'calculation')
    return 'Write "Bearer {{ secrets.NAME }}"; keep a value that is made of others as a secret of its own.';
  if (tool === null)
    return 'Secrets go to arguments of tools that are meant for credentials, such as `headers` of "http_request".';
  if (tool.sinks.length === 0) return `No argument of ${quote(tool.name)} is meant for credentials.`;
  const places = tool.sinks.map((sink) => `\`tool_args${sink.replaceAll('/', '.')}\``);
  return `Of ${quote(tool.name)} only ${listOf(places, 'and')} may hold a secret.`;
}
