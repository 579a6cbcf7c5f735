/** The blocks that a swarm is expanded into, and how a round tells its agents what to answer. The engine opens them by these names. */

/** `agents`: all of them, side by side. In a hierarchy `lead` is the first agent, `members` are the others. */
export type SwarmBlock = 'agents' | 'lead' | 'members';

/** The variable of a round: a list with one text for each node of the block. No document can name it: ids begin with a letter. */
export const swarmPrompts = '_prompts';
