// The resolver of jest: finds `name.ts` where a source of ours says `./name.js`. Jest remembers what a resolver has found for as long as
// a worker lives; with a `moduleNameMapper` it would look for each module again in each spec.

/** @typedef {{ basedir: string, defaultResolver: (request: string, options: object) => string }} Options */

/** @param {string} request @param {Options} options @returns {string} the path of the file */
export function sync(request, options) {
  const isOurs = request.startsWith('.') && request.endsWith('.js') && !/[\\/]node_modules[\\/]/.test(options.basedir);
  return options.defaultResolver(request, isOurs ? { ...options, extensionAlias: { '.js': ['.ts', '.js'] } } : options);
}
