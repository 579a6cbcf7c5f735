/** The schemas of the OpenAPI document by name. */
import type { components } from '../generated/openapi-paths.js';

/** One of them. */
export type ApiSchema<Name extends keyof components['schemas']> = components['schemas'][Name];
