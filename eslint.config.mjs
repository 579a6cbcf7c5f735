// Lint with types: what the compiler does not say. Format belongs to prettier, imports across packages to dependency-cruiser, unused
// exports to knip; no rule here repeats one of theirs.
import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

const specs = ['**/*.spec.ts', 'test/**/*.ts'];

/** Imports that resolve, and are wrong all the same. */
const restrictedImports = {
  paths: builtinModules
    .filter((name) => !name.includes(':'))
    .map((name) => ({ name, message: `Write node:${name}: it cannot be mistaken for a package.` })),
  patterns: [
    { regex: '^@ice/(?!api/load$)[^/]+/', message: 'A package is its index.ts: import it by its name alone.' },
  ],
};

export default defineConfig(
  { ignores: ['**/dist/', '**/node_modules/', 'coverage/', '.cache/', 'schemas/', 'libs/client/src/generated/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-restricted-imports': ['error', restrictedImports],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `typeof import('x')` is how a module that is loaded late gets its type.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A method may be async because its port is, and yet have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // JSON values are objects too, and messages show them on purpose.
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      'no-console': 'error',
    },
  },
  {
    files: ['libs/*/src/**/*.ts'],
    ignores: specs,
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'error' },
  },
  {
    files: ['libs/orchestrator/src/**/*.ts'],
    ignores: specs,
    rules: { 'max-lines-per-function': ['error', { max: 40 }] },
  },
  {
    // The command line speaks on the console; examples show their result there.
    files: ['apps/cli/src/**/*.ts', 'examples/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // A spec reads answers as it finds them: JSON of a response is any, and asserting on it is the check.
    files: specs,
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // What a run has counted (seeds, suite totals, faults that hit) is printed.
      'no-console': 'off',
    },
  },
  {
    // Names and types of scripts are the compiler's business (tsconfig.scripts.json).
    files: ['**/*.mjs'],
    rules: { 'no-undef': 'off' },
  },
);
