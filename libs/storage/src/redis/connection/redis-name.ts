/** Names of keys. Redis takes what stands between the first pair of braces as the tag that chooses the slot, so a tag may hold none, and may
 *  not be empty; the parts are parted by colons, so they hold none. Nothing is lost: two places never share a name. */

/** The name of a key with a tag: `prefix:{tag}:part:part`. */
export function redisName(prefix: string, tag: string, parts: readonly string[]): string {
  return [prefix, `{${tag === '' ? '%' : escape(tag, /[%{}]/g)}}`, ...parts.map(namePart)].join(':');
}

/** A text without the characters that part names and mark tags. */
export function namePart(text: string): string {
  return escape(text, /[%{}:]/g);
}

function escape(text: string, special: RegExp): string {
  return text.replaceAll(special, encodeURIComponent);
}
