/** Which spec plays which case of the corpus of bad requests, of the areas that are about access, starts, sockets and logs: specs get their
 *  cases here, so that none is played by nobody without a reason that stands in this file. */
import { readBadInputs, type BadInput } from './bad-input.js';

/** A spec, by the name of its file in `test/api` without `.spec.ts`. */
export type BadInputSpec = 'bad-executions' | 'bad-floods' | 'bad-frames' | 'bad-inputs' | 'bad-logs' | 'bad-sockets';

/** Area to the spec of its cases. */
const specOfArea: Readonly<Record<string, BadInputSpec>> = {
  auth: 'bad-inputs',
  executions: 'bad-executions',
  headers: 'bad-inputs',
  logs: 'bad-logs',
  quotas: 'bad-floods',
  'ws.frames': 'bad-sockets',
  'ws.handshake': 'bad-sockets',
};

/** Case to another spec than that of its area. */
const specOfCase: Readonly<Record<string, BadInputSpec>> = {
  'HEADER-007': 'bad-floods',
  // Bytes that no client library sends, and what only time brings about.
  'WSFRAM-010': 'bad-frames',
  'WSFRAM-012': 'bad-frames',
  'WSFRAM-015': 'bad-frames',
  'WSFRAM-016': 'bad-frames',
  'WSFRAM-017': 'bad-frames',
  'WSFRAM-026': 'bad-frames',
  'WSFRAM-028': 'bad-frames',
  'WSFRAM-031': 'bad-frames',
};

/** The areas. */
export const plannedAreas: readonly string[] = Object.keys(specOfArea);

/** A case that no spec plays. */
export interface NotPlayed {
  readonly why: string;
  /** The file that shows what there is to show. */
  readonly shownBy: string;
}

/** Case to the reason why it is not played. */
export const notPlayed: Readonly<Record<string, NotPlayed>> = {
  'EXECUT-030': {
    why: 'no document breaks the estimator: it takes a price file that cannot be read any more',
    shownBy: 'test/api/price-file.spec.ts',
  },
  'WSFRAM-024': {
    why: 'a journal is kept or removed as a whole, so no cursor expires; what was removed is not found',
    shownBy: 'test/api/retention.spec.ts',
  },
};

/** What is given in place of what a case asks for. */
export interface Deviation {
  readonly code?: string;
  readonly wsClose?: number;
  readonly why: string;
}

/** Case to what is better. */
export const deviations: Readonly<Record<string, Deviation>> = {
  'HEADER-013': {
    code: 'malformed-request',
    why: 'no HTTP request has a control character in a header: nothing that knows the names of headers sees it',
  },
  'WSFRAM-005': { wsClose: 4400, why: 'ice.stream.v1 has a code for what is no JSON object that may be read' },
  'WSFRAM-015': { wsClose: 4408, code: 'message-not-finished-in-time', why: 'ice.stream.v1 has a code of its own' },
  'WSFRAM-019': { wsClose: 4400, why: 'ice.stream.v1 has a code for what is no JSON object that may be read' },
  'WSFRAM-026': { wsClose: 4429, why: 'ice.stream.v1 has a code for too much of anything' },
  'WSFRAM-030': { wsClose: 4401, why: 'ice.stream.v1 has a code for a key that is nobody’s any more' },
};

/** The cases of a spec; none where the corpus is not there. */
export function casesOf(spec: BadInputSpec): readonly BadInput[] {
  return readBadInputs(...plannedAreas).filter(({ id, area }) => !(id in notPlayed) && ownerOf(id, area) === spec);
}

/** The code that a case is answered with. */
export function codeOf({ id, expect }: BadInput): string {
  return deviations[id]?.code ?? expect.code;
}

/** The code that a socket is closed with; null where it stays open. */
export function closeCodeOf({ id, expect }: BadInput): number | null {
  return deviations[id]?.wsClose ?? expect.wsClose ?? null;
}

function ownerOf(id: string, area: string): BadInputSpec | undefined {
  return specOfCase[id] ?? specOfArea[area];
}
