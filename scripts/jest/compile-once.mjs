// Lets a worker of jest compile each module once. Jest compiles all modules of a spec anew for each spec, which are thousands for a spec
// of the API and a quarter of all time; but a script of V8 can run in any context, and brings along every function that was compiled
// before. Only compiled code is shared: each spec runs it in its own context, with its own globals and its own modules.
import vm from 'node:vm';

/** @typedef {{ text: string, script: vm.Script }} Compiled */

/** What this worker has compiled, by file. @type {Map<string, Compiled>} */
const compiled = new Map();

/** The contexts of specs. @type {WeakSet<object>} */
const contexts = new WeakSet();

const { compileFunction } = vm;
vm.compileFunction = (text, parameters, options) => {
  const context = options?.parsingContext;
  return context && contexts.has(context)
    ? scriptOf(text, parameters ?? [], options?.filename ?? '').runInContext(context)
    : compileFunction(text, parameters, options);
};

/** What jest compiles for this context from now on is compiled once per worker. @param {vm.Context} context */
export function compileOnceFor(context) {
  contexts.add(context);
}

/** @param {string} text @param {readonly string[]} parameters @param {string} filename */
function scriptOf(text, parameters, filename) {
  const known = compiled.get(filename);
  if (known?.text === text) return known.script;
  // The text keeps its lines and, on its first one, its columns. It may end with a comment.
  const head = `(function(${parameters.join(',')}){`;
  const script = new vm.Script(`${head}${text}\n})`, { filename, columnOffset: -head.length });
  compiled.set(filename, { text, script });
  return script;
}
