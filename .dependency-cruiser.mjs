// The law of imports, as docs and reviewers may quote it: interface → orchestrator → core, never back.
//
//   apps ──▶ plugin, builder, client, orchestrator, tools, models, sandbox, storage ──▶ core ──▶ zod, re2js, the expression parser
//   tests of stores ──▶ contracts ──▶ core
//
// Checked by `node scripts/check.mjs imports`, and by test/architecture/import-law.spec.ts, which also breaks every rule once.

const spec = '\\.spec\\.ts$';

/** A place in an installed package, wherever npm put it. @param {string[]} names */
const packages = (...names) => `(?:^|/)node_modules/(?:${names.join('|')})/`;

/** Rooms of plain arithmetic: data in, data out. Clocks, files and sockets reach them as arguments or not at all. */
const pureRooms =
  '^libs/(?:core/src/(?:compare|compile|cost|event|expression|graph|suggest|verify)|orchestrator/src/(?:plan|rerun|schedule))/';

/** The parts of the queue and the relay that BullMQ comes with. */
const lateRooms = '^apps/api/src/(?:queue/bull-execution-queue|relay/bull-attempt-relay|relay/relay-(?:keeper|worker))';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'core-imports-nothing-of-ours',
      comment: 'Core is the bottom: it knows no other library and no app.',
      severity: 'error',
      from: { path: '^libs/core/' },
      to: { path: '^(?:apps|test|examples|libs/(?!core/))' },
    },
    {
      name: 'libs-import-only-core',
      comment:
        'A library gets other libraries through ports of core, never by import; and it never imports an app. Its specs may use a store.',
      severity: 'error',
      from: { path: '^libs/(?!core/|plugin/)([^/]+)/', pathNot: spec },
      to: { path: '^(?:apps|test|examples|libs/(?!core/|$1/))' },
    },
    {
      name: 'plugin-imports-only-core-and-tools',
      comment:
        'The kit of plugins is the SDK of tools in the words of Nest: one exception to libs-import-only-core (decision 0039).',
      severity: 'error',
      from: { path: '^libs/plugin/', pathNot: spec },
      to: { path: '^(?:apps|test|examples|libs/(?!core/|plugin/|tools/))' },
    },
    {
      name: 'apps-import-no-app',
      comment:
        'What two apps share belongs in a library. One exception: the `ice` command runs the API in its own process.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^(?:test|examples|apps/(?!$1/))', pathNot: '^apps/api/src/(?:index|load-api)\\.ts$' },
    },
    {
      name: 'only-the-cli-imports-the-api',
      comment: 'The exception of apps-import-no-app holds for apps/cli alone.',
      severity: 'error',
      from: { path: '^apps/(?!api/|cli/)' },
      to: { path: '^apps/api/' },
    },
    {
      name: 'nest-only-in-api-and-plugin',
      comment: 'Libraries are plain TypeScript: only apps/api and libs/plugin know NestJS.',
      severity: 'error',
      from: { path: '^(?:apps/(?!api/)|libs/(?!plugin/))' },
      to: { path: packages('@nestjs') },
    },
    {
      name: 'core-packages',
      comment:
        'Core is small: schemas, linear-time patterns, the expression parser and hashing. An addition needs an ADR.',
      severity: 'error',
      from: { path: '^libs/core/', pathNot: spec },
      to: {
        pathNot: [
          '^libs/core/',
          packages('zod', 're2js', '@marcbachmann/cel-js'),
          '^(?:node:)?crypto$',
          '^(?:node:)?module$', // createRequire: re2js loads on first use, not at start (decision 0015)
          '^(?:apps|test|examples|libs)/', // core-imports-nothing-of-ours says it
        ],
        couldNotResolve: false,
      },
    },
    {
      name: 'client-imports-only-types',
      comment: 'The client runs anywhere that has fetch: no package, no Node module, of core only the types.',
      severity: 'error',
      from: { path: '^libs/client/', pathNot: spec },
      to: { pathNot: '^libs/client/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'loaded-when-needed',
      comment:
        'Packages that most processes never use are loaded with their first use, in one place each: a server starts without them.',
      severity: 'error',
      from: { path: '^(?:apps|libs)/', pathNot: [spec, lateRooms, '/load-[a-z]+\\.ts$'] },
      to: {
        path: [packages('@nestjs/bullmq', '@nestjs/swagger', 'bullmq', 'ioredis', 'undici'), lateRooms],
        dependencyTypesNot: ['type-only'],
        dynamic: false,
      },
    },
    {
      name: 'no-deep-imports',
      comment:
        'A package is its index.ts; what it does not export is its own affair. `@ice/api/load` is there to load that index.',
      severity: 'error',
      from: { path: '^(?:libs|apps)/([^/]+)/' },
      to: {
        path: '^(?:libs|apps)/(?!$1/)[^/]+/',
        pathNot: '^(?:libs/[^/]+/src/index|apps/api/src/load-api|apps/[^/]+/src/index)\\.ts$',
      },
    },
    {
      name: 'no-deep-imports-from-outside',
      comment:
        'Tests across libraries and examples use packages as users do. Those of parts that only a real Redis can show stand beside each other.',
      severity: 'error',
      from: { path: '^(?:test|examples)/', pathNot: '^test/redis/' },
      to: { path: '^(?:libs|apps)/', pathNot: '^(?:libs|apps)/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'words-before-compile',
      comment: 'Inside core the compiler uses the words and never the reverse.',
      severity: 'error',
      from: { path: '^libs/core/src/(?:expression|type|json|error)/' },
      to: { path: '^libs/core/src/compile/' },
    },
    {
      name: 'pure-rooms',
      comment: 'Compile, cost, fold, expressions, graph, suggestions, plan and schedule do no I/O and read no clock.',
      severity: 'error',
      from: { path: pureRooms, pathNot: spec },
      to: { dependencyTypes: ['core'], pathNot: '^(?:node:)?crypto$' },
    },
    {
      name: 'no-cycles',
      comment:
        'Files that need each other to load are one file, or lack a third. A child may name the type of its parent.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A file that imports nothing and that nobody imports is left over.',
      severity: 'error',
      from: { orphan: true, path: '^(?:libs|apps)/', pathNot: ['\\.d\\.ts$', spec, '/src/(?:index|main)\\.ts$'] },
      to: {},
    },
    {
      name: 'no-specs-in-sources',
      comment: 'A spec is a leaf.',
      severity: 'error',
      from: {},
      to: { path: spec },
    },
    {
      name: 'declared-packages-only',
      comment:
        'A package says in its own package.json what it needs; what another workspace hoisted may be gone tomorrow. A peer stands among what it is developed with, too.',
      severity: 'error',
      from: { path: '^(?:libs|apps)/', pathNot: spec },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['npm-peer'] },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(?:^|/)dist/', '^coverage/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['ice-source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
