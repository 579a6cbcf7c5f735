/** What each code of a failure inside an execution means, as data. They stand in events and snapshots, never in an HTTP status. */
import type { executionErrorCodes } from '@ice/core';
import type { FindingKind } from './diagnostic-problems.js';

/** The table. */
export const executionProblems: Readonly<Record<(typeof executionErrorCodes)[number], FindingKind>> = {
  timeout: { title: 'It took too long', hint: 'Raise timeout_s, or do less in one node.' },
  'tool-failed': { title: 'A tool threw an error', hint: 'The message is the tool’s own.' },
  'tool-input-invalid': { title: 'The arguments of a tool do not fit', hint: 'Compare them with its input schema.' },
  'tool-output-invalid': { title: 'The result of a tool does not fit', hint: 'The tool breaks its own output schema.' },
  'mcp-unavailable': {
    title: 'An MCP server cannot be used',
    hint: 'The message says why. It is connected anew by the next attempt.',
  },
  'memory-invalid': {
    title: 'This cannot be remembered',
    hint: 'Keys have at most 200 characters, values 64 KiB of JSON, lists 256 KiB.',
  },
  'memory-conflict': {
    title: 'Too many write the same memory at once',
    hint: 'Add a retry policy, or give each its own key.',
  },
  'model-failed': { title: 'A model gave no answer', hint: 'Add fallback_models or a retry policy.' },
  'model-output-invalid': { title: 'A model’s answer does not fit', hint: 'Loosen output_schema, or allow repairs.' },
  'model-input-too-long': { title: 'A prompt is longer than allowed', hint: 'Shorten it, or raise max_input_tokens.' },
  'model-unauthorized': {
    title: 'A provider did not accept the key',
    hint: 'Set the variable that the message names, or ask for access to the model.',
  },
  'model-not-found': { title: 'A provider does not know a model', hint: 'Compare its name with the provider’s list.' },
  'model-request-invalid': { title: 'A provider refused a request', hint: 'The message is the provider’s own.' },
  'model-content-filtered': {
    title: 'A provider filtered a prompt or an answer',
    hint: 'Change the prompt: the same one is refused again.',
  },
  'model-refused': { title: 'A model refused to answer', hint: 'Change the prompt, or add fallback_models.' },
  'model-output-cut': {
    title: 'An answer is longer than allowed',
    hint: 'Raise max_output_tokens, or ask for less; output_schema can bound texts and lists.',
  },
  'model-rate-limited': {
    title: 'A provider asks for fewer requests',
    hint: 'Add a retry policy: the provider says when to come again.',
  },
  'model-quota-exceeded': {
    title: 'The account at a provider is used up',
    hint: 'Raise its limit or its credit, or add fallback_models.',
  },
  'model-overloaded': { title: 'A provider has too much to do', hint: 'Add a retry policy or fallback_models.' },
  'model-unavailable': {
    title: 'A provider could not be reached',
    hint: 'Add a retry policy or fallback_models; look at the base URL.',
  },
  'model-response-invalid': {
    title: 'A provider’s answer cannot be read',
    hint: 'Add a retry policy; look at the base URL.',
  },
  'cassette-missing': {
    title: 'No recording answers this request',
    hint: 'The message names the nearest one and what differs. Record it with ICE_CASSETTES=record, ICE_TEST_MODE=0.',
  },
  'cassette-unusable': {
    title: 'A recording cannot be read or written',
    hint: 'The message names the file. Record it anew, or look at the rights of ICE_CASSETTE_DIR.',
  },
  'code-failed': { title: 'A program failed', hint: 'The message has the error and its line in the source.' },
  'code-memory-exceeded': { title: 'A program needs too much memory', hint: 'Work on less at a time, e.g. in a loop.' },
  'code-output-invalid': {
    title: 'A program returned no JSON',
    hint: 'Return text, numbers, lists and plain objects.',
  },
  'input-invalid': { title: 'What a node works on does not fit', hint: 'Compare it with input_schema.' },
  'output-invalid': { title: 'The output of a node does not fit', hint: 'Compare it with output_schema.' },
  'output-too-large': { title: 'An output is too large', hint: 'GET /api/v1/catalog/limits lists every limit.' },
  'output-failed': { title: 'An output of the blueprint cannot be made', hint: 'Mend the expression under outputs.' },
  'expression-failed': { title: 'An expression has no value', hint: 'Use default(path, x) for what may be absent.' },
  'items-not-a-list': { title: 'A loop was given no list', hint: 'Let items be a list.' },
  'condition-not-boolean': { title: 'A condition is neither true nor false', hint: 'Compare, or use has(path).' },
  'loop-limit-exceeded': { title: 'A loop has more items than allowed', hint: 'Raise max_items.' },
  'iteration-limit-exceeded': { title: 'A recursion did not converge', hint: 'Raise max_iterations, or on_limit.' },
  'consensus-not-reached': {
    title: 'The agents of a swarm did not agree',
    hint: 'Lower threshold or raise max_rounds. evidence.votes has what each of them said last.',
  },
  'too-many-failures': { title: 'More items failed than tolerated', hint: 'Look at the first failures.' },
  'branch-failed': { title: 'Too few branches completed', hint: 'Look at the branches’ own failures.' },
  'events-limit-exceeded': { title: 'There are too many events', hint: 'Cut the work into several executions.' },
  'outcome-unknown': {
    title: 'Whether it happened is unknown',
    hint: 'Look at the other side, then rerun it: with the output of the node run under outputs, or without to repeat it.',
  },
  'child-cancelled': {
    title: 'A child execution was cancelled',
    hint: 'It can be cancelled by its own id; on_error says what its parent does then.',
  },
  'depth-limit-exceeded': { title: 'Child executions nest too deep', hint: 'Raise max_depth, or end the recursion.' },
  'wait-invalid': {
    title: 'What is to be waited for is not clear',
    hint: 'Mend the expression that the message names.',
  },
  quarantined: {
    title: 'It was given up after several lost processes',
    hint: 'Find out what ends the process: memory, a native module, the operating system. Then start it anew.',
  },
  'engine-fault': { title: 'The engine broke', hint: 'Please report it with the execution’s events.' },
};
