/** Tells which arguments of a tool may hold secrets. Pure. */

/** True where one of the tool's pointers for credentials is this one or above it. */
export function isSecretSink(sinks: readonly string[], pointer: string): boolean {
  return sinks.some((sink) => pointer === sink || pointer.startsWith(`${sink}/`));
}
