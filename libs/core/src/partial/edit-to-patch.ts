/** Every edit of a partial blueprint is a JSON Patch of its document. Pure: the document is only looked at. */
import type { JsonObject } from '../json/json-value.js';
import { addNode } from './add-node.js';
import { connectNodes } from './connect-nodes.js';
import type { EditPatch } from './edit-error.js';
import type { PartialAction } from './partial-action.js';
import { removeNode } from './remove-node.js';
import { setFields } from './set-fields.js';
import { updateNode } from './update-node.js';

/** The patch, or everything that is wrong with the action. Pointers of errors are into the action. */
export function editToPatch(document: JsonObject, action: PartialAction): EditPatch {
  switch (action.action) {
    case 'add_node':
      return addNode(document, action);
    case 'update_node':
      return updateNode(document, action);
    case 'remove_node':
      return removeNode(document, action);
    case 'connect':
      return connectNodes(document, action);
    case 'set':
      return setFields(document, action);
  }
}
