/** What an agent is told when it connects. */

/** Served as `instructions`. */
export const instructions = [
  'iceOS runs blueprints: documents of nodes (tools, language models, loops, conditions, questions to people) that are compiled and then executed durably.',
  'Every stored blueprint is a tool; calling it starts an execution and answers with `{execution_id, status, outputs}`.',
  'When `status` is queued, running or waiting, the execution goes on by itself: call execution_wait (or execution_status) with its execution_id. When it waits for an answer, `open_signals` says what is asked: call answer_signal.',
  'To make a new blueprint: read ice://catalog/tools, ice://catalog/node-kinds and ice://catalog/models, call partial_create, then partial_update with actions (add_node, update_node, remove_node, connect, set) and the version_lock of the answer before; `diagnostics` and `pending_inputs` say what is missing, partial_suggest offers edits, and partial_finalize makes it a blueprint and thereby a tool.',
  'Expressions such as {{ inputs.text }} and {{ nodes.load.rows }} stand in double braces. blueprint_validate judges a whole document without storing it.',
].join('\n');
