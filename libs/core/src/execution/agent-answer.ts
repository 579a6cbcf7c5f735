/** What the model of an agent said in one turn, as the journal keeps it. */

/** A call that the model asked for. */
export interface AgentCall {
  /** The provider's own; the result goes back under it. */
  readonly id: string;
  readonly name: string;
  /** JSON as the model wrote it. */
  readonly arguments: string;
}

/** One answer: text, calls, or both. Without calls it is meant to be the last one. */
export interface AgentAnswer {
  readonly text: string;
  readonly tool_calls: readonly AgentCall[];
}
