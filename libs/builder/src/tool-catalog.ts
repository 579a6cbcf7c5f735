/** Which tools there are, for TypeScript: their arguments and outputs by name. Types only; what a server really has, its catalog says. */
import type { AnyJson, Empty } from './any-json.js';
import type { BuiltInTools } from './generated/built-in-tools.js';

/** One tool. */
export interface ToolTypes {
  /** The arguments, an object; the optional ones with `?`. */
  readonly input: object;
  readonly output: unknown;
}

/** A tool of which nothing is known, for a catalog of one's own: `blueprint<ToolCatalog & { docs__search: AnyTool }>(…)`. */
export interface AnyTool {
  readonly input: { readonly [argument: string]: AnyJson };
  readonly output: AnyJson;
}

/**
 * The tools that `blueprint(…)` knows: the built-in ones, and what is added to this interface:
 * `declare module '@ice/builder' { interface ToolCatalog { word_count: { input: { text: string }; output: { words: number } } } }`.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface, so that others can add to it
export interface ToolCatalog extends BuiltInTools {}

/** Any catalog: an interface or an object type whose members are tools. */
export type ToolsOf<Tools> = { readonly [Name in keyof Tools]: ToolTypes };

/** The names of tools that may be called without arguments. */
export type NeedlessTool<Tools> = {
  [Name in keyof Tools]: Tools[Name] extends { readonly input: infer Input }
    ? Empty extends Input
      ? Name
      : never
    : never;
}[keyof Tools] &
  string;

/** The arguments of a tool. */
export type InputOf<Tool> = Tool extends { readonly input: infer Input } ? Input : never;

/** The output of a tool. */
export type OutputOf<Tool> = Tool extends { readonly output: infer Output } ? Output : never;
