/** Check: the source of a code node is not too large. Its text is judged by the sandbox alone, never here. */
import { maxSourceBytes } from '../../blueprint/code-fields.js';
import type { Finding } from '../diagnostic/finding.js';
import { fieldOf, type DocumentDraft } from '../read/draft.js';
import { formFinding } from './form-finding.js';

/** Findings about sources that fit by their characters and not by their bytes. */
export function checkCode(draft: DocumentDraft): readonly Finding[] {
  return draft.nodes.flatMap((node) => {
    const source = node.kind === 'code' ? fieldOf(node.object, 'source') : undefined;
    const bytes = source === undefined ? 0 : Buffer.byteLength(source.value as string);
    if (source === undefined || bytes <= maxSourceBytes) return [];
    return [formFinding(source, `expected at most ${maxSourceBytes} bytes of UTF-8, got ${bytes}`)];
  });
}
