/** Written by `npm run schemas` out of the schemas of the tools; a test tells when it is stale. Types only. */
import type { AnyJson } from '../any-json.js';

/** The tools of the toolkit `common`. */
export interface CommonTools {
  /** Counts results: a success has a `listing_id`, a failure is null or has an `error`. `items` holds at most `max_items` of them; the counts are of all. */
  readonly "aggregator": {
    readonly input: {
      /** Results in order, for example the `items` of a loop. */
      readonly "results": readonly (AnyJson)[];
      /** How many results to give back. Default all. */
      readonly "max_items"?: number;
    };
    readonly output: {
      /** How many results there are. */
      readonly "total": number;
      /** How many have a listing_id and no error. */
      readonly "success": number;
      /** How many are null or have an error. */
      readonly "failures": number;
      /** The first max_items results, as they are. */
      readonly "items": readonly (AnyJson)[];
    };
  };
  /** Reads the rows of a CSV file whose first line is its header. A row that does not fit fails with its line. */
  readonly "csv_loader": {
    readonly input: {
      /** A file inside ICE_FILES_DIR. */
      readonly "path": string;
      /** One character between cells. Default: the first of comma, semicolon, tab and bar that the header has. */
      readonly "delimiter"?: string;
      /** Of the file; a byte order mark is left out. */
      readonly "encoding"?: "utf-8" | "utf-16le" | "utf-16be" | "latin1" | "windows-1252";
      /** Rows to leave out at the beginning. */
      readonly "offset"?: number;
      /** Rows to give at most. Default all. */
      readonly "limit"?: number;
    };
    readonly output: {
      /** Column name to cell; every value is text. */
      readonly "rows": readonly ({ readonly [name: string]: string })[];
      /** The header, in order. */
      readonly "columns": readonly (string)[];
      /** Rows in the whole file, without the header. */
      readonly "total": number;
    };
  };
  /** Gives back its value unchanged; null when there is none. */
  readonly "echo": {
    readonly input: {
      /** Any JSON value. */
      readonly "value"?: AnyJson;
    };
    readonly output: {
      /** The value as it was given, or null. */
      readonly "value": AnyJson;
    };
  };
  /** Sends one HTTP request to the public internet and gives the answer. Follows up to three redirects. */
  readonly "http_request": {
    readonly input: {
      /** All but GET and HEAD send an Idempotency-Key. */
      readonly "method"?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
      /** http or https; mock://bin/… is the own mock bin, in test mode only. */
      readonly "url": string;
      /** Sent with the request; the place for credentials. */
      readonly "headers"?: { readonly [name: string]: string | number };
      /** A text is sent as it is, null is no body, everything else is sent as JSON. */
      readonly "body"?: AnyJson;
      /** For the whole call. */
      readonly "timeout_s"?: number;
      /** Statuses from 400 on that are no failure. A redirect status in the list is given back, not followed. */
      readonly "accept_status"?: "any" | readonly (number)[];
    };
    readonly output: {
      /** Of the last answer, after redirects. */
      readonly "status": number;
      /** Names in lower case. */
      readonly "headers": { readonly [name: string]: string };
      /** JSON parsed; a text as text; other bytes as {base64}; null when there are none. */
      readonly "body": AnyJson;
    };
  };
  /** Reshapes JSON: evaluates an expression, written without braces, that reads `data`. */
  readonly "json_transform": {
    readonly input: {
      /** Any JSON value; the expression reads it as `data`. */
      readonly "data": AnyJson;
      /** For example: data.rows.map(r, r.price). */
      readonly "expression": string;
    };
    readonly output: {
      /** What the expression gives. */
      readonly "result": AnyJson;
    };
  };
  /** Waits for the given number of milliseconds, at most a day. Ends at once when it is cancelled. */
  readonly "sleep": {
    readonly input: {
      /** Milliseconds to wait. */
      readonly "ms": number;
    };
    readonly output: {
      /** Milliseconds waited, as asked for. */
      readonly "ms": number;
    };
  };
  /** Fills a text: each {{ expression }} in the template reads `data`. In a blueprint write \{{ for the braces, because arguments are rendered before the tool sees them. */
  readonly "text_template": {
    readonly input: {
      /** Text with {{ data.… }} in it. */
      readonly "template": string;
      /** The template reads it as `data`. */
      readonly "data"?: { readonly [name: string]: AnyJson };
    };
    readonly output: {
      /** The template with its values. */
      readonly "text": string;
    };
  };
}
