/** Reads what a provider of models is reached with. */
import { accepted, refused, type Reading } from './config-variable.js';

const baseUrl = /^https?:\/\/[^/?#@\s]+(?:\/[^?#@\s]*)?$/;

/** What a header can carry; anything else would be told by the network layer, with the key in its sentence. */
export function readKey(text: string): Reading<string | null> {
  if (text === '') return accepted(null);
  return /^[\x21-\x7e]{1,4096}$/.test(text) ? accepted(text) : refused('allowed: letters, digits and signs of ASCII');
}

/** An address, without slashes at its end. */
export function readBaseUrl(text: string): Reading<string | null> {
  if (text === '') return accepted(null);
  const isUrl = baseUrl.test(text) && URL.canParse(text);
  return isUrl ? accepted(text.replace(/\/+$/, '')) : refused('allowed: an address such as https://gateway.example/v1');
}
