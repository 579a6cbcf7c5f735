/** Differences of documents: what the packages above core may use. */
export { diffBlueprints, type BlueprintDiff, type NodeChange } from './diff-blueprints.js';
export { diffValues, type FieldChange } from './diff-values.js';
