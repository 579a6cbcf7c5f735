// What must be true of the answers to a question: one counts, once, and it is the one that was acknowledged.

/**
 * @param {import('./check-executions.mjs').Played} played
 * @param {import('./answer-questions.mjs').Answers} answers
 * @returns {readonly string[]}
 */
export function faultsOfAnswers({ snapshot, events }, { question, sent }) {
  const { path } = question;
  const output = snapshot.nodes.find((/** @type {any} */ run) => run.path === path)?.output?.n;
  const used = events.filter((event) => event.type === 'signal.answered' && event.path === path);
  const counted = sent.find(({ value }) => value === output);
  const taken = sent.filter(({ fate }) => fate === 'taken');
  const told = () => `${path} gave ${output} after ${JSON.stringify(sent)}`;
  return [
    ...(used.length === 1 ? [] : [`${path} used ${used.length} answers`]),
    ...(counted === undefined ? [`nobody's answer: ${told()}`] : []),
    ...(counted?.fate === 'refused' ? [`an answer that was refused counts: ${told()}`] : []),
    ...(taken.some((each) => each !== counted && !isExcused(each, question, counted))
      ? [`an answer was lost: ${told()}`]
      : []),
  ];
}

/**
 * What is sent to a name has no id: once one of it has been used, another one is kept, as is promised, for a wait to come, which here
 * never does. At a path it is so after one whose fate nobody knows, as long as its node run goes on.
 * @param {import('./answer-questions.mjs').Sent} sent
 * @param {import('./shapes.mjs').Question} question
 * @param {import('./answer-questions.mjs').Sent | undefined} counted
 */
function isExcused({ status }, { manner, name }, counted) {
  if (manner !== 'early' || status === 'applied') return false;
  return counted !== undefined && (name !== undefined || counted.fate === 'unknown');
}
