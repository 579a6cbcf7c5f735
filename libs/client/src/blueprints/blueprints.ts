/** Blueprints on the server. Documents travel bare, as they are: the server judges them. */
import type { Blueprint } from '@ice/core';
import type { ApiSchema } from '../http/api-schema.js';
import type { RequestParts } from '../http/api-request.js';
import { bodyAs } from '../http/body-as.js';
import type { HttpClient } from '../http/http-client.js';
import type { CallOptions } from '../list/call-options.js';
import { PagedList } from '../list/paged-list.js';
import { lockHeader } from '../lock/lock-header.js';
import { retryOnConflict, type ChangeOptions } from '../lock/retry-on-conflict.js';
import { blueprintVersion, type BlueprintVersion } from './blueprint-version.js';

/** What every write answers: `{id, version_lock, revision, updated_at}`. */
export type BlueprintFacts = ApiSchema<'BlueprintFacts'>;
/** A blueprint in a list. */
export type BlueprintRow = ApiSchema<'BlueprintRow'>;
/** A revision in a list. */
export type RevisionRow = ApiSchema<'RevisionRow'>;
/** What the compiler says of a document. */
export type BlueprintJudgement = ApiSchema<'BlueprintJudgement'>;
/** What changed between two revisions. */
export type BlueprintDiff = ApiSchema<'BlueprintDiff'>;
/** What a revision could cost when it was stored first. */
export type RevisionCertificate = ApiSchema<'RevisionCertificate'>;

/** Filters of a list; `limit` is the size of a page (50). */
export type BlueprintFilter = NonNullable<RequestParts<'/api/v1/blueprints', 'get'>['query']>;

/** A write that gets the lock by itself where none is given; it then wins over whatever was stored just before. */
export interface LockedOptions extends ChangeOptions {
  readonly lock?: string;
}

const all = '/api/v1/blueprints';
const one = '/api/v1/blueprints/{id}';

/** See the head of this file. */
export class Blueprints {
  constructor(private readonly http: HttpClient) {}

  /** Oldest first. */
  list(filter: BlueprintFilter = {}, { signal }: CallOptions = {}): PagedList<BlueprintRow> {
    return new PagedList(async (cursor) => {
      const query = { ...filter, ...(cursor !== undefined && { cursor }) };
      return (await this.http.request('get', all, { query, signal })).body;
    });
  }

  async get(id: string, { signal }: CallOptions = {}): Promise<BlueprintVersion> {
    const { headers, body } = await this.http.request('get', one, { path: { id }, signal });
    return blueprintVersion(headers, body);
  }

  /** Compiles and stores. @throws IceProblem `blueprint-invalid` with every finding in `errors`. */
  async create(document: object, { signal }: CallOptions = {}): Promise<BlueprintFacts> {
    const headers = lockHeader('__new__');
    return (await this.http.request('post', all, { body: document, headers, signal })).body;
  }

  /** Replaces the document. @throws IceProblem `lock-conflict` when it was changed since the lock was read. */
  async put(id: string, document: object, lock: string, { signal }: CallOptions = {}): Promise<BlueprintFacts> {
    const headers = lockHeader(lock);
    return (await this.http.request('put', one, { path: { id }, body: document, headers, signal })).body;
  }

  /** Gets the document, changes it and puts it back; when somebody else wrote in between, all of it again.
   *  @param change may be called several times, each time with what is stored then; it may change what it is given. */
  change(
    id: string,
    change: (document: Blueprint) => object | Promise<object>,
    options: ChangeOptions = {},
  ): Promise<BlueprintFacts> {
    return retryOnConflict(async () => {
      const { blueprint, versionLock } = await this.get(id, options);
      return this.put(id, await change(blueprint), versionLock, options);
    }, options);
  }

  /** Merges top-level fields, and nodes by their ids; `{nodes: [{id, type: '__delete__'}]}` takes one away. */
  patch(id: string, patch: object, options: LockedOptions = {}): Promise<BlueprintFacts> {
    const { signal } = options;
    return this.#locked(id, options, async (lock) => {
      const headers = lockHeader(lock);
      return (await this.http.request('patch', one, { path: { id }, body: patch, headers, signal })).body;
    });
  }

  /** Its revisions stay. */
  delete(id: string, options: LockedOptions = {}): Promise<void> {
    const { signal } = options;
    return this.#locked(id, options, async (lock) => {
      await this.http.request('delete', one, { path: { id }, headers: lockHeader(lock), signal });
    });
  }

  /** Stores a copy under an id of its own. @param name of the copy; by default the server gives it one. */
  async clone(id: string, name?: string, { signal }: CallOptions = {}): Promise<BlueprintFacts> {
    const body = name === undefined ? {} : { name };
    return (await this.http.request('post', `${one}/clone`, { path: { id }, body, signal })).body;
  }

  /** Newest first. */
  revisions(id: string, { signal }: CallOptions = {}): PagedList<RevisionRow> {
    return new PagedList(async (cursor) => {
      const query = cursor === undefined ? {} : { cursor };
      return (await this.http.request('get', `${one}/revisions`, { path: { id }, query, signal })).body;
    });
  }

  /** The document of a revision. */
  async revision(id: string, revision: string, { signal }: CallOptions = {}): Promise<Blueprint> {
    const path = { id, revision };
    return bodyAs(await this.http.request('get', `${one}/revisions/{revision}`, { path, signal }));
  }

  /** What a revision could cost when it was stored first. */
  async certificate(id: string, revision: string, { signal }: CallOptions = {}): Promise<RevisionCertificate> {
    const path = { id, revision };
    return (await this.http.request('get', `${one}/revisions/{revision}/certificate`, { path, signal })).body;
  }

  /** Node by node. @param from a revision; default: the one before `to`. @param to default: the current one. */
  async diff(id: string, from?: string, to?: string, { signal }: CallOptions = {}): Promise<BlueprintDiff> {
    const query = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    return (await this.http.request('get', `${one}/diff`, { path: { id }, query, signal })).body;
  }

  /** Compiles and stores nothing. Findings of an unsound document are part of the answer, not an error. */
  async validate(document: object, { signal }: CallOptions = {}): Promise<BlueprintJudgement> {
    const parts = { body: document, signal, isRepeatable: true };
    return (await this.http.request('post', `${all}/validate`, parts)).body;
  }

  #locked<T>(id: string, options: LockedOptions, write: (lock: string) => Promise<T>): Promise<T> {
    if (options.lock !== undefined) return write(options.lock);
    return retryOnConflict(async () => write((await this.get(id, options)).versionLock), options);
  }
}
