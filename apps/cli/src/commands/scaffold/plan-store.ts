/** Plans a store: its file and its test among the sources of a package, and in its package.json what both need. A store comes through no
 *  plugin, so there is nothing to register: how an application hands it over is told. */
import path from 'node:path';
import { isInCheckout, storeDependencies } from './checkout.js';
import { dependentManifest } from './extended-manifest.js';
import type { StoreKind } from './new-kinds.js';
import type { ScaffoldName } from './scaffold-name.js';
import type { PlannedEdit, ScaffoldPlan } from './scaffold-plan.js';
import type { SourcePackage } from './source-package.js';
import { storeUsage } from './templates/store-usage.js';

/** See the head of this file. */
export function planStore(kind: StoreKind, name: ScaffoldName, into: SourcePackage): ScaffoldPlan {
  const file = path.join(into.sources, `${name.kebab}-store`);
  const edits = manifestEdits(into);
  const isInstalled = isInCheckout(into.folder) || edits.length === 0;
  return {
    root: into.folder,
    files: [
      { path: `${file}.ts`, text: kind.file(name) },
      { path: `${file}.test.ts`, text: kind.test(name) },
    ],
    edits,
    notes: [...usageNotes(name), ...runnerNotes(into)],
    next: [...(isInstalled ? [] : ['npm install']), ...(into.hasTests ? ['npm test'] : [])],
  };
}

function manifestEdits({ folder, manifestFile, manifestText }: SourcePackage): readonly PlannedEdit[] {
  const after = dependentManifest(manifestText, storeDependencies(folder));
  return after === manifestText ? [] : [{ path: manifestFile, before: manifestText, after }];
}

function usageNotes(name: ScaffoldName): readonly string[] {
  return [
    'A store comes through no plugin. The application around iceOS hands it over:',
    ...storeUsage(name).map((line) => `  ${line}`),
  ];
}

function runnerNotes({ runsNodeTests, hasTests }: SourcePackage): readonly string[] {
  if (runsNodeTests) return [];
  if (!hasTests) return ['Its test is one of node:test. package.json has no script "test" yet that would run it.'];
  return [
    'Its test is one of node:test. In another runner, import { describe, it } from there, and name it as that one finds it.',
  ];
}
