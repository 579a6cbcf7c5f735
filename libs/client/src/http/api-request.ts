/** The requests that there are, read off the OpenAPI document: a path, a method or a parameter that it does not have does not compile. */
import type { paths } from '../generated/openapi-paths.js';

/** The methods that the API uses. */
export type ApiMethod = 'get' | 'put' | 'post' | 'patch' | 'delete';

/** A path of the API, with its parameters in braces. */
export type ApiPath = keyof paths;

/** The methods of a path. */
export type MethodOf<P extends ApiPath> = {
  [M in ApiMethod]: paths[P][M] extends { readonly responses: unknown } ? M : never;
}[ApiMethod];

/** What a request carries. */
export type RequestParts<P extends ApiPath, M extends ApiMethod> = PathPart<paths[P][M]> &
  QueryPart<paths[P][M]> &
  RequestManner;

/** How a request is sent, whatever it asks. */
export interface RequestManner {
  /** Sent as JSON, as it stands: the server judges it. */
  readonly body?: object;
  /** Headers beside those that the client sends by itself. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the waiting; the call then rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** True where doing it twice is doing it once: then it is sent again after a loss and after 429 and 503. Default: true for `get`. */
  readonly isRepeatable?: boolean;
}

/** The JSON that a request is answered with; `unknown` where the document does not say. */
export type AnswerOf<P extends ApiPath, M extends ApiMethod> = paths[P][M] extends { readonly responses: infer R }
  ? SuccessOf<R>
  : unknown;

/** An answer that has been read to its end. */
export interface HttpAnswer<T> {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined where the answer has none. */
  readonly body: T;
}

type PathPart<O> = O extends { readonly parameters: { readonly path: infer V } }
  ? { readonly path: V }
  : { readonly path?: never };

type QueryPart<O> = O extends { readonly parameters: { readonly query?: infer V } }
  ? { readonly query?: V }
  : { readonly query?: never };

type SuccessOf<R> = [Extract<keyof R, 200 | 201 | 202>] extends [never]
  ? unknown
  : JsonOf<R[Extract<keyof R, 200 | 201 | 202>]>;

type JsonOf<A> = A extends { readonly content: { readonly 'application/json': infer V } } ? V : unknown;
