/** Check: the variable of a loop hides nothing else that an expression can name. */
import { reservedWords, rootNames } from '../analyse/reserved-names.js';
import { itemVariable } from '../analyse/visibility.js';
import { describePlace, quote } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, type DocumentDraft, type NodeDraft } from '../read/draft.js';

/** Findings about `item_var`s. */
export function checkVariables(draft: DocumentDraft): readonly Finding[] {
  return draft.nodes.flatMap((node) => {
    const field = node.kind === 'loop' ? fieldOf(node.object, 'item_var') : undefined;
    if (field === undefined) return [];
    const name = field.value as string;
    const hidden = hiddenBy(name, node, draft);
    if (hidden === undefined) return [];
    const message = `${describePlace(field.pointer)}: ${quote(name)} is ${hidden}`;
    return [errorAt(field, 'variable-shadowed', message, () => ({ hint: 'Give the variable a name of its own.' }))];
  });
}

function hiddenBy(name: string, loop: NodeDraft, draft: DocumentDraft): string | undefined {
  if (reservedWords.has(name)) return 'a word of the expression language';
  if (rootNames.has(name)) return 'a name that expressions already have';
  if (draft.nodeById.has(name)) return 'the id of a node';
  const outer = outerLoop(name, loop);
  return outer && `the variable of the loop ${quote(outer.id ?? '')} around it`;
}

/** The loop around this one that has the same variable. */
function outerLoop(name: string, loop: NodeDraft): NodeDraft | undefined {
  for (let block = loop.block; block.owner !== null; block = block.owner.block) {
    if (block.name === 'body' && block.owner.kind === 'loop' && itemVariable(block.owner) === name) return block.owner;
  }
  return undefined;
}
