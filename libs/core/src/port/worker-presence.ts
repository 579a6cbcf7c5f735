/** The port through which a worker shows that its process lives, where a machine can tell at once: a lock that the system gives back
 *  when the process dies. Where it cannot (several machines, memory), leases alone decide. */

/** Presence of workers. */
export abstract class WorkerPresence {
  /** Shows the worker's presence until `leave` or the end of the process. Once for each worker. */
  abstract show(workerId: string): void;

  /** True when the worker's process is certainly gone; false when it lives, or nobody can tell. */
  abstract isGone(workerId: string): boolean;

  /** Ends the presence of a worker of this process. */
  abstract leave(workerId: string): void;
}
