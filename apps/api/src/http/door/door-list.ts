/** Whom the door lets in beside the server's own names and pages. */

/** A part of the configuration. */
export interface DoorList {
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
}
