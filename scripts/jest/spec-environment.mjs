// The environment of specs: that of jest for Node, with modules that are compiled once per worker.
import { createRequire } from 'node:module';
import { compileOnceFor } from './compile-once.mjs';

/** The environment that jest itself has, which need not be the one that stands next to it. */
const environment = ['jest', '@jest/core', 'jest-config', 'jest-environment-node'].reduce(
  (from, name) => createRequire(from).resolve(name),
  import.meta.filename,
);
/** @type {{ TestEnvironment: new (...options: any[]) => { global: object, getVmContext(): import('node:vm').Context | null, teardown(): Promise<void> } }} */
const { TestEnvironment } = createRequire(import.meta.filename)(environment);

export default class SpecEnvironment extends TestEnvironment {
  /** @param {any[]} options */
  constructor(...options) {
    super(...options);
    const context = this.getVmContext();
    if (context) compileOnceFor(context);
  }
}
