/** Why the server closes a socket, by code. A test compares with the reference and so with what the stream sends. */

/** Close code to the reason. */
export const streamCloseCodes: Readonly<Record<string, string>> = {
  1000: 'The execution of the path has ended and was shown whole.',
  1003: 'A binary frame; frames are text.',
  1011: 'Something broke on the side of the server; its log has the cause.',
  1012: 'The server stops; come back.',
  4400: 'A message that is no JSON object.',
  4401: 'Nobody is known by the key or token, it was revoked, its time is over, or none came where one is needed.',
  4403: 'The key has no scope `read`, or is another one than before.',
  4406: 'Sub-protocols were offered, and `ice.stream.v1` was not among them.',
  4408: 'No frame in time, or a message that was not finished in time.',
  4413: 'A message that is too long.',
  4429: 'Too many messages and pings, or too many sockets.',
  4508: 'The reader is too slow; it can resume.',
};
