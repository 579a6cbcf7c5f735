/** What `ice new` can write: for each kind its files, and the class that the plugin has to list. Pure. */
import type { ScaffoldName } from './scaffold-name.js';
import { agentBlueprint } from './templates/agent-blueprint.js';
import { agentTest } from './templates/agent-test.js';
import { greetingBlueprint } from './templates/greeting-blueprint.js';
import { greetingTest } from './templates/greeting-test.js';
import { llmOperatorBlueprint } from './templates/llm-operator-blueprint.js';
import { llmOperatorTest } from './templates/llm-operator-test.js';
import { providerFile } from './templates/provider-file.js';
import { providerTest } from './templates/provider-test.js';
import { storeFile } from './templates/store-file.js';
import { storeTest } from './templates/store-test.js';
import type { TestPlace } from './templates/test-place.js';
import { toolFile } from './templates/tool-file.js';
import { toolTest } from './templates/tool-test.js';
import { takenProviders, takenTools } from './taken-names.js';

/** A kind that is a class of the plugin. */
export interface ClassKind {
  readonly form: 'class';
  /** Between its name and `.ts`. */
  readonly suffix: string;
  readonly classOf: (name: ScaffoldName) => string;
  /** The name that the server knows it by. */
  readonly nameOf: (name: ScaffoldName) => string;
  /** The command that shows it in a catalog. */
  readonly look: (name: ScaffoldName) => string;
  /** Names that every server has. */
  readonly taken: readonly string[];
  /** What marks such a class, or the call that stands for it. */
  readonly marks: RegExp;
  readonly file: (name: ScaffoldName) => string;
  readonly test: (name: ScaffoldName, place: TestPlace) => string;
}

/** A kind that is a blueprint. */
export interface BlueprintKind {
  readonly form: 'blueprint';
  readonly file: (name: ScaffoldName) => string;
  readonly test: (name: ScaffoldName, place: TestPlace) => string;
  /** True where it may be written outside of packages too, without its test. */
  readonly isFree: boolean;
}

/** A kind that an application hands over to the iceOS in it. */
export interface StoreKind {
  readonly form: 'store';
  readonly file: (name: ScaffoldName) => string;
  readonly test: (name: ScaffoldName) => string;
}

/** By the word that `ice new` takes. */
export const newKinds: Readonly<Record<string, ClassKind | BlueprintKind | StoreKind>> = {
  tool: {
    form: 'class',
    suffix: 'tool',
    classOf: ({ pascal }) => `${pascal}Tool`,
    nameOf: ({ snake }) => snake,
    look: ({ snake }) => `tools ${snake}`,
    taken: takenTools,
    marks: /@Tool\(|\bdefineTool\(/,
    file: toolFile,
    test: toolTest,
  },
  agent: { form: 'blueprint', file: agentBlueprint, test: agentTest, isFree: false },
  'llm-operator': { form: 'blueprint', file: llmOperatorBlueprint, test: llmOperatorTest, isFree: false },
  provider: {
    form: 'class',
    suffix: 'provider',
    classOf: ({ pascal }) => `${pascal}Models`,
    nameOf: ({ kebab }) => kebab,
    look: () => 'models',
    taken: takenProviders,
    marks: /@ModelProvider\(/,
    file: providerFile,
    test: providerTest,
  },
  blueprint: { form: 'blueprint', file: greetingBlueprint, test: greetingTest, isFree: true },
  store: { form: 'store', file: storeFile, test: storeTest },
};

/** What people look for here and plugins cannot bring, with what to do in its place. */
export const otherWays: ReadonlyMap<string, { readonly because: string; readonly instead: string }> = new Map([
  [
    'node',
    {
      because: 'Plugins bring no kinds of nodes.',
      instead:
        'A tool does work in a node ("ice new tool <name>"); a blueprint is run as a node by kind workflow ("ice new blueprint <name>").',
    },
  ],
]);
