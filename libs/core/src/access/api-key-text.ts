/** The text of an API key: `ice_sk_`, 32 random characters (190 bits) and a checksum, so that a typo or a piece of a key is told
 *  without a look into any store. Pure. The text itself is never stored and never logged: only its hash is. */
import { createHash, randomBytes } from 'node:crypto';

/** What every key begins with; scanners for leaked secrets look for it. */
export const apiKeyPrefix = 'ice_sk_';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const randomCharacters = 32;
const checksumCharacters = 6;
const keyPattern = new RegExp(`^${apiKeyPrefix}[0-9A-Za-z]{${randomCharacters},64}[0-9A-Za-z]{${checksumCharacters}}$`);

/** Bytes from here on would make some characters likelier than others. */
const firstUnfairByte = 256 - (256 % alphabet.length);

/** Makes a key. @param random gives that many unpredictable bytes. */
export function mintApiKeyText(random: (byteCount: number) => Uint8Array = randomBytes): string {
  let characters = '';
  while (characters.length < randomCharacters) {
    for (const byte of random(randomCharacters)) {
      if (byte < firstUnfairByte && characters.length < randomCharacters)
        characters += alphabet[byte % alphabet.length];
    }
  }
  const text = `${apiKeyPrefix}${characters}`;
  return `${text}${checksumOf(text)}`;
}

/** True for what may be a key: its form and its checksum are right. Says nothing of whether it is known. */
export function isApiKeyText(text: string): boolean {
  return keyPattern.test(text) && text.slice(-checksumCharacters) === checksumOf(text.slice(0, -checksumCharacters));
}

/** What is kept of a key: SHA-256 in hexadecimal. A random text of this length needs no salt and no slow hash. */
export function hashApiKeyText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The first 32 bits of the SHA-256, in base 62. */
function checksumOf(text: string): string {
  let rest = createHash('sha256').update(text, 'utf8').digest().readUInt32BE(0);
  let digits = '';
  for (let index = 0; index < checksumCharacters; index++) {
    digits = `${alphabet[rest % alphabet.length]}${digits}`;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}
