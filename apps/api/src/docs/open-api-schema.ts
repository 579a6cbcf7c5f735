/** A schema of the OpenAPI document. */

/** JSON Schema 2020-12 with references into the document's components. */
export type OpenApiSchema = Readonly<Record<string, unknown>>;
