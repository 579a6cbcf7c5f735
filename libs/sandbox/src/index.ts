/** Runs foreign code where it can reach nothing: QuickJS in a thread of its own. */
export { QuickJsSandbox, type QuickJsSandboxOptions } from './quick-js-sandbox.js';
