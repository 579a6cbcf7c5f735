/** Templates with secrets in them, rendered without a secret: what is shown has a label in the place of each, and the texts that hold one
 *  come beside it in pieces, to be put together when they are used. Nothing that a template reads can pose as a secret, since what is one
 *  was told by the template alone. */
import {
  renderTemplateValue,
  type EvaluationResult,
  type Expression,
  type LocatedFailure,
  type LocatedTemplate,
  type Scope,
  type TemplateValue,
} from '../expression/index.js';
import { extendPointer, parsePointer } from '../json/json-pointer.js';
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import { secretLabel } from './secret-name.js';
import { secretOf } from './secret-of.js';

/** A text that holds secrets. */
export interface SealedText {
  /** Where it stands in the value. */
  readonly pointer: string;
  /** Its pieces in order: what is known, and the names of secrets. */
  readonly parts: readonly (string | { readonly secret: string })[];
}

/** A template that reads secrets, taken apart. */
export interface SealedTemplate {
  /** The template with a list of pieces, null for a secret, in the place of every text that reads one. */
  readonly template: TemplateValue;
  readonly places: readonly SealedPlace[];
}

/** A text that reads secrets. */
interface SealedPlace {
  readonly pointer: string;
  /** For each piece: the secret that it is, or null. */
  readonly secrets: readonly (string | null)[];
}

/** What rendering gives: the value as it may be shown, and the texts with secrets in it. */
export interface SealedRendering {
  readonly value: JsonValue;
  readonly sealed: readonly SealedText[];
}

/** Takes a template apart; null where no text of it is, or has in it, a bare `secrets.NAME`. */
export function sealTemplate(template: TemplateValue): SealedTemplate | null {
  const places: SealedPlace[] = [];
  const taken = takeApart(template, '', places);
  return places.length === 0 ? null : Object.freeze({ template: taken, places });
}

function takeApart(template: TemplateValue, pointer: string, places: SealedPlace[]): TemplateValue {
  switch (template.kind) {
    case 'literal':
      return template;
    case 'list':
      return {
        ...template,
        items: template.items.map((item, at) => takeApart(item, extendPointer(pointer, at), places)),
      };
    case 'object':
      return {
        ...template,
        entries: template.entries.map(([key, member]) => {
          return [key, takeApart(member, extendPointer(pointer, key), places)] as const;
        }),
      };
    default:
      return textApart(template, pointer, places);
  }
}

function textApart(template: LocatedTemplate, pointer: string, places: SealedPlace[]): TemplateValue {
  const parts = template.kind === 'text' ? template.parts : [template.expression];
  const secrets = parts.map((part) => (typeof part === 'string' ? null : secretOf(part)));
  if (secrets.every((secret) => secret === null)) return template;
  places.push({ pointer, secrets });
  return { kind: 'list', items: parts.map((part) => pieceOf(part, template.pointer)) };
}

function pieceOf(part: string | Expression, pointer: string): TemplateValue {
  if (typeof part === 'string') return { kind: 'literal', value: part };
  return secretOf(part) === null ? { kind: 'text', parts: [part], pointer } : { kind: 'literal', value: null };
}

/** Renders; the scope is asked for no secret. */
export function renderSealed(
  { template, places }: SealedTemplate,
  scope: Scope,
):
  | { readonly ok: true; readonly rendering: SealedRendering }
  | Extract<EvaluationResult<LocatedFailure>, { ok: false }> {
  const result = renderTemplateValue(template, scope);
  if (!result.ok) return result;
  const sealed = places.map((place) => sealedText(place, result.value));
  const value = placed(result.value, sealed, ({ parts }) => parts.map(shownPart).join(''));
  return { ok: true, rendering: { value, sealed } };
}

/** The value with its secrets. @param valueOf gives each that `sealed` names. */
export function openSealed({ value, sealed }: SealedRendering, valueOf: (name: string) => string): JsonValue {
  return placed(value, sealed, ({ parts }) => {
    return parts.map((part) => (typeof part === 'string' ? part : valueOf(part.secret))).join('');
  });
}

/** The names of the secrets in the texts, each once. */
export function sealedNames(sealed: readonly SealedText[]): readonly string[] {
  const names = sealed.flatMap(({ parts }) => parts.flatMap((part) => (typeof part === 'string' ? [] : part.secret)));
  return [...new Set(names)];
}

function sealedText({ pointer, secrets }: SealedPlace, value: JsonValue): SealedText {
  const pieces = valueAt(value, parsePointer(pointer) ?? []) as readonly (string | null)[];
  return Object.freeze({
    pointer,
    parts: Object.freeze(secrets.map((secret, index) => (secret === null ? (pieces[index] ?? '') : { secret }))),
  });
}

function shownPart(part: SealedText['parts'][number]): string {
  return typeof part === 'string' ? part : secretLabel(part.secret);
}

function valueAt(value: JsonValue, tokens: readonly string[]): JsonValue {
  return tokens.reduce<JsonValue>((inside, token) => (inside as Record<string, JsonValue>)[token] as JsonValue, value);
}

/** A copy with other texts at the places of these. */
function placed(value: JsonValue, sealed: readonly SealedText[], textOf: (text: SealedText) => string): JsonValue {
  return sealed.reduce((whole, text) => withTextAt(whole, parsePointer(text.pointer) ?? [], textOf(text)), value);
}

function withTextAt(value: JsonValue, [token, ...rest]: readonly string[], text: string): JsonValue {
  if (token === undefined) return text;
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).map((item, index) =>
      String(index) === token ? withTextAt(item, rest, text) : item,
    );
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, key === token ? withTextAt(member, rest, text) : member]),
  );
}
