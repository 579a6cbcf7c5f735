/** What blueprints can be made of on this server. */
import type { ApiSchema } from '../http/api-schema.js';
import type { HttpClient } from '../http/http-client.js';
import type { CallOptions } from '../list/call-options.js';

/** A tool with the schemas of what it takes and gives. */
export type Tool = ApiSchema<'Tool'>;
/** A set of tools. */
export type Toolkit = ApiSchema<'Toolkit'>;
/** A model with its prices. */
export type Model = ApiSchema<'Model'>;
/** A kind of node with its fields. */
export type NodeKind = ApiSchema<'NodeKind'>;
/** A limit of the server, with the code of the problem above it. */
export type Limit = ApiSchema<'Limit'>;

/** See the head of this file. Lists come whole. */
export class Catalog {
  constructor(private readonly http: HttpClient) {}

  async tools({ signal }: CallOptions = {}): Promise<readonly Tool[]> {
    return (await this.http.request('get', '/api/v1/catalog/tools', { signal })).body.data;
  }

  async tool(name: string, { signal }: CallOptions = {}): Promise<Tool> {
    return (await this.http.request('get', '/api/v1/catalog/tools/{name}', { path: { name }, signal })).body;
  }

  async toolkits({ signal }: CallOptions = {}): Promise<readonly Toolkit[]> {
    return (await this.http.request('get', '/api/v1/catalog/toolkits', { signal })).body.data;
  }

  async models({ signal }: CallOptions = {}): Promise<readonly Model[]> {
    return (await this.http.request('get', '/api/v1/catalog/models', { signal })).body.data;
  }

  async nodeKinds({ signal }: CallOptions = {}): Promise<readonly NodeKind[]> {
    return (await this.http.request('get', '/api/v1/catalog/node-kinds', { signal })).body.data;
  }

  async limits({ signal }: CallOptions = {}): Promise<readonly Limit[]> {
    return (await this.http.request('get', '/api/v1/catalog/limits', { signal })).body.data;
  }
}
