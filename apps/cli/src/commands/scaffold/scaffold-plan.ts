/** What a command of this folder is about to write. Made whole before anything is written; knows files and no templates. */

/** A file that is not there yet. */
export interface PlannedFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** A file of somebody's that gets some lines more. */
export interface PlannedEdit {
  /** Absolute. */
  readonly path: string;
  /** As it was read: one that has changed since is not touched. */
  readonly before: string;
  readonly after: string;
}

/** See the head of this file. */
export interface ScaffoldPlan {
  /** Absolute: the folder that the tree begins at. */
  readonly root: string;
  readonly files: readonly PlannedFile[];
  readonly edits: readonly PlannedEdit[];
  /** What the reader has to know or do by hand, as lines. */
  readonly notes: readonly string[];
  /** Command lines, in their order, to be typed one after the other where the command was. */
  readonly next: readonly string[];
}
