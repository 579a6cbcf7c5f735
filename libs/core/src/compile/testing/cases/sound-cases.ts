/** All sound cases by the system whose shapes they have. Never used outside of specs. */
import type { JsonObject } from '../../../json/json-value.js';
import * as argo from './argo-cases.js';
import * as asl from './asl-cases.js';
import * as conductor from './conductor-cases.js';
import * as conductorModels from './conductor-model-cases.js';
import * as kestra from './kestra-cases.js';
import * as n8nBusiness from './n8n-business-cases.js';
import * as n8n from './n8n-cases.js';
import * as others from './other-cases.js';

/** Each family with its blueprints by name. */
export const soundCases: readonly (readonly [family: string, cases: Readonly<Record<string, JsonObject>>])[] = [
  ['conductor', conductor],
  ['conductor with models', conductorModels],
  ['kestra', kestra],
  ['n8n', n8n],
  ['n8n in business', n8nBusiness],
  ['argo', argo],
  ['asl', asl],
  ['gha, dify, flowise and sw', others],
];
