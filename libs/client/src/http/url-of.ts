/** Puts a URL together. No secret is ever part of one. */

/** Values of parameters; an undefined one is left out. */
export type UrlValues = Readonly<Record<string, string | number | boolean | undefined>>;

/** @param base without a slash at its end. @param path with parameters in braces. */
export function urlOf(base: string, path: string, values: UrlValues = {}, query: UrlValues = {}): string {
  const place = path.replace(/\{(\w+)\}/g, (_match, name: string) => encodeURIComponent(String(values[name])));
  const search = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return `${base}${place}${search.length > 0 ? `?${search.join('&')}` : ''}`;
}
