/** `ice key mint`: the text of a key that is kept nowhere, for `ICE_API_KEYS`. */
import { mintApiKeyText } from '@ice/core';
import type { CommandResult } from '../../command/command.js';

/** See the head of this file. */
export async function mintKey(): Promise<CommandResult> {
  const key = mintApiKeyText();
  return { value: { key }, text: key };
}
