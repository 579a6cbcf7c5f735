/**
 * Formats of addresses: hosts, mail, URIs (RFC 3986) and templates of them (RFC 6570). Texts are split at their separators
 * and each part is judged once; no expression here can go back over more than a few characters.
 */

/** Labels of letters, digits and hyphens between dots; the last dot may be written. */
export function isHostname(text: string): boolean {
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  return name.length <= 253 && name.split('.').every((label) => label.length <= 63 && isLabel(label));
}

/** A mail address with a domain of at least two labels. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const labels = text.slice(at + 1).split('.');
  const isLocal = at > 0 && text.slice(0, at).split('.').every(isAtom);
  return isLocal && labels.length > 1 && labels.every(isLabel);
}

/** Four numbers below 256, without leading zeros. */
export function isIpv4(text: string): boolean {
  const parts = text.split('.', 5);
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
}

/** Eight groups of hexadecimal digits, of which `::` leaves out one or more and an IPv4 address may be the last two. */
export function isIpv6(text: string): boolean {
  if (text.length > MAX_IPV6_LENGTH) return false;
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return false;
  if (tail === undefined) return countGroups(head, true) === 8;
  return countGroups(head, false) + countGroups(tail, true) < 8;
}

/** A reference to a URI, absolute or relative. */
export function isUriReference(text: string): boolean {
  const [beforeFragment = '', ...fragments] = text.split('#', 3);
  if (fragments.length > 1 || !fragments.every(isQuery)) return false;
  const mark = beforeFragment.indexOf('?');
  const hierarchy = mark < 0 ? beforeFragment : beforeFragment.slice(0, mark);
  return (mark < 0 || isQuery(beforeFragment.slice(mark + 1))) && isHierarchy(hierarchy);
}

/** A reference with a scheme. */
export function isUri(text: string): boolean {
  return SCHEME.test(text) && isUriReference(text);
}

/** An address of the web: a URI of one of three schemes, with a host. */
export function isUrl(text: string): boolean {
  return /^(?:https?|ftp):\/\/[^/?#\s]/i.test(text) && isUri(text);
}

/** A template of a URI: literal text, and expressions in braces. */
export function isUriTemplate(text: string): boolean {
  const [literal = '', ...parts] = text.split('{');
  return isLiteral(literal) && parts.every(isExpressionAndLiteral);
}

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;

/** `ffff:` seven times and the longest IPv4 address: no longer text can be an address. */
const MAX_IPV6_LENGTH = 45;

function isLabel(label: string): boolean {
  return /^[A-Za-z0-9-]+$/.test(label) && !label.startsWith('-') && !label.endsWith('-');
}

function isAtom(atom: string): boolean {
  return /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+$/.test(atom);
}

/** How many groups a part of an IPv6 address stands for; more than there can be when it is none. */
function countGroups(part: string, isLast: boolean): number {
  if (part === '') return 0;
  const groups = part.split(':');
  const last = groups.at(-1) ?? '';
  const hasIpv4 = isLast && last.includes('.');
  if (hasIpv4 && !isIpv4(last)) return Number.POSITIVE_INFINITY;
  const hexadecimal = hasIpv4 ? groups.slice(0, -1) : groups;
  if (!hexadecimal.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return Number.POSITIVE_INFINITY;
  return groups.length + (hasIpv4 ? 1 : 0);
}

/** True for text of some characters, where every percent sign begins an escape. */
const consistsOf =
  (characters: RegExp) =>
  (text: string): boolean =>
    characters.test(text) && !/%(?![0-9A-Fa-f]{2})/.test(text);

const isPath = consistsOf(/^[A-Za-z0-9\-._~!$&'()*+,;=:@/%]*$/);

const isQuery = consistsOf(/^[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]*$/);

const isUserinfo = consistsOf(/^[A-Za-z0-9\-._~!$&'()*+,;=:%]*$/);

const isRegisteredName = consistsOf(/^[A-Za-z0-9\-._~!$&'()*+,;=%]*$/);

/** What stands before query and fragment. */
function isHierarchy(text: string): boolean {
  const scheme = SCHEME.exec(text)?.[0] ?? '';
  const rest = text.slice(scheme.length);
  if (!rest.startsWith('//')) return isPath(rest) && (scheme !== '' || !rest.split('/', 1)[0]?.includes(':'));
  const end = rest.indexOf('/', 2);
  const authority = end < 0 ? rest.slice(2) : rest.slice(2, end);
  return isAuthority(authority) && (end < 0 || isPath(rest.slice(end)));
}

function isAuthority(authority: string): boolean {
  const at = authority.lastIndexOf('@');
  if (at >= 0 && !isUserinfo(authority.slice(0, at))) return false;
  const host = authority.slice(at + 1).replace(/:\d*$/, '');
  return host.startsWith('[') && host.endsWith(']') ? isIpLiteral(host.slice(1, -1)) : isRegisteredName(host);
}

function isIpLiteral(text: string): boolean {
  return isIpv6(text) || /^v[0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+$/i.test(text);
}

// eslint-disable-next-line no-control-regex -- that control characters are no literals is the point
const isLiteral = consistsOf(/^[^\u0000-\u0020"'<>\\^`{|}\u007f]*$/);

/** What stands behind an opening brace, up to the next one. */
function isExpressionAndLiteral(text: string): boolean {
  const end = text.indexOf('}');
  if (end < 0) return false;
  const names = text
    .slice(0, end)
    .replace(/^[+#./;?&=,!@|]/, '')
    .split(',');
  return names.every(isVariable) && isLiteral(text.slice(end + 1));
}

function isVariable(text: string): boolean {
  const name = text.replace(/(?::[1-9][0-9]{0,3}|\*)$/, '');
  return isVariableText(name) && name.split('.').every((part) => part !== '');
}

const isVariableText = consistsOf(/^[A-Za-z0-9_.%]+$/);
