/** Texts of MCP servers, made fit for catalogs, prompts, logs and failures. They are data of a stranger: bounded, without characters
 *  that nobody sees, and without the operator's secrets should the server have repeated one. */
import type { McpServerConfig } from './mcp-server-config.js';

/** Cuts and cleans a text. */
export type ShowText = (text: string, maxCharacters: number) => string;

/** Control and format characters (among them invisible letters and those that turn the direction), and halves of pairs. */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** A shorter value may be any word, and masking it would make texts unreadable. */
const shortestSecret = 8;

/** The text without unseen characters, at most so many UTF-16 units. */
export const shownText: ShowText = (text, maxCharacters) =>
  // Cut first, so that the cost does not grow with what the server sent; a pair that the cut splits falls to the rule of halves.
  text.slice(0, maxCharacters).replace(unseen, '').trim();

/** The same for the texts of one server: values of its headers and variables become `***`. */
export function textsOf(server: McpServerConfig): ShowText {
  const secrets = secretsOf(server).filter((value) => value.length >= shortestSecret);
  const longest = Math.max(0, ...secrets.map(({ length }) => length));
  return (text, maxCharacters) => {
    const masked = secrets.reduce(
      (rest, value) => rest.replaceAll(value, '***'),
      text.slice(0, maxCharacters + longest),
    );
    return shownText(masked, maxCharacters);
  };
}

/** Longest first: one may be a part of another. */
function secretsOf(server: McpServerConfig): readonly string[] {
  const values =
    server.kind === 'stdio'
      ? [...Object.values(server.env), ...valuesOfFlags(server.args)]
      : [...Object.values(server.headers).flatMap(withToken), ...new URL(server.url).searchParams.values()];
  return [...new Set(values)].sort((one, other) => other.length - one.length);
}

/** `--token abc` and `--token=abc`; names of files and flags are no secrets, and are needed to understand a server's complaint. */
function valuesOfFlags(args: readonly string[]): readonly string[] {
  return args.flatMap((argument, index) => {
    if (argument.startsWith('-')) return argument.includes('=') ? [argument.slice(argument.indexOf('=') + 1)] : [];
    return args[index - 1]?.startsWith('-') ? [argument] : [];
  });
}

/** `Bearer abc` and `abc`: servers repeat the one or the other. */
function withToken(value: string): readonly string[] {
  return [value, value.slice(value.indexOf(' ') + 1)];
}
