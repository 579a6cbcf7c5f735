/** Looks through a definition for what the converter would have to leave out, before anything of it is converted. */
import { allMachines, allStates, isDistributed, itemMachine, type Machine } from './definition.js';
import { NotClaimed, type Feature } from './not-claimed.js';

const foreign: Readonly<Record<string, Feature>> = {
  ItemReader: 'item-reader',
  ItemBatcher: 'item-reader',
  ResultWriter: 'item-reader',
  HeartbeatSeconds: 'heartbeat',
  HeartbeatSecondsPath: 'heartbeat',
};

/** Fields of a state that are converted, or that say nothing of what it does. */
const stateFields = new Set(
  [
    'Type Comment Next End Label QueryLanguage InputPath Parameters Result ResultSelector ResultPath OutputPath Assign',
    'Retry Catch Resource Credentials TimeoutSeconds TimeoutSecondsPath Error ErrorPath Cause CausePath Choices Default',
    'Seconds SecondsPath Timestamp TimestampPath Branches ItemProcessor Iterator ItemsPath ItemSelector',
    'MaxConcurrency MaxConcurrencyPath ToleratedFailureCount ToleratedFailureCountPath',
    'ToleratedFailurePercentage ToleratedFailurePercentagePath',
  ].flatMap((line) => line.split(' ')),
);

const machineFields = new Set([
  'StartAt',
  'States',
  'Comment',
  'Version',
  'QueryLanguage',
  'TimeoutSeconds',
  'ProcessorConfig',
]);

/** Throws the first that is not claimed. */
export function refuseUnclaimed(machine: Machine): void {
  const [states, machines] = [allStates(machine), allMachines(machine)];
  if ([...machines, ...states].some((one) => one.QueryLanguage === 'JSONata'))
    throw new NotClaimed('jsonata', 'JSONata');
  states.forEach((state) => refuseFields(state, stateFields));
  machines.forEach((one) => refuseFields(one, machineFields));
  refuseUnrecorded(states.filter((state) => state.Type === 'Map' && isDistributed(state)).map(itemMachine));
}

function refuseFields(part: object, known: ReadonlySet<string>): void {
  const field = Object.keys(part).find((name) => !known.has(name));
  if (field !== undefined) throw new NotClaimed(foreign[field] ?? 'unknown-field', field);
}

/** What the items of a distributed map do stands in the histories of their own executions. */
function refuseUnrecorded(distributed: readonly Machine[]): void {
  const hidden = distributed.flatMap(allStates);
  if (hidden.some(({ Type }) => Type === 'Task'))
    throw new NotClaimed('no-recorded-answer', 'a task of a distributed map');
}
