/** The port of the line in which executions wait for a worker, where many processes share one store. It carries hints and no more: what is
 *  to be done stands in the journal, so a hint that is lost is given again by whoever looks around, and one that comes twice changes
 *  nothing. */

/** Why an execution wants attention. What was begun goes before what is new, so that it comes to its end. */
export type Urgency = 'new' | 'continued';

/** Attends to one execution, and resolves when it has left the memory of this process (or there was nothing to do). */
export type Attend = (executionId: string) => Promise<void>;

/** Spreads executions over workers. Every method may reject with `IceError` `store-unavailable`. */
export abstract class ExecutionQueue {
  /** Puts an execution in line. One that is in line already stays where it is. Tenants take turns. */
  abstract offer(executionId: string, urgency: Urgency): Promise<void>;

  /** Takes an execution out of the line that wants no attention any more. Best effort: where it is not in line, or a worker has it already,
   *  nothing happens. */
  abstract withdraw(executionId: string): Promise<void>;

  /** How many wait in line, over all tenants; those under way are not counted. */
  abstract size(): Promise<number>;

  /** Begins to take executions, at most `atOnce` at a time. Once for each process. */
  abstract serve(attend: Attend, atOnce: number): Promise<void>;

  /** Takes nothing any more, and gives back what was taken and not begun. What is under way goes on. Idempotent. */
  abstract stopServing(): Promise<void>;

  /** Lets go of connections. Idempotent. */
  abstract close(): Promise<void>;
}
