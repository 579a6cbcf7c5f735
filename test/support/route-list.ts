/** The routes that the server has, as Fastify knows them: those of controllers and all others. */
import type { RunningApi } from './start-api.js';

/** `GET /api/v1/things/{id}` for every route but the HEADs, in alphabetical order. */
export function routeList({ app }: RunningApi): readonly string[] {
  const lines = (app.getHttpAdapter().getInstance() as unknown as { printRoutes(options: object): string })
    .printRoutes({ commonPrefix: false })
    .split('\n');
  const parents: string[] = [];
  const routes: string[] = [];
  for (const line of lines) {
    const [, indent = '', segment = '', methods = ''] = /^([│ ]*)[├└]── (\S+) \(([A-Z, ]+)\)$/.exec(line) ?? [];
    if (segment === '') continue;
    const depth = indent.length / 4;
    parents.splice(depth, Infinity, segment);
    const place = parents.join('').replace(/:(\w+)/g, '{$1}');
    routes.push(
      ...methods
        .split(', ')
        .filter((method) => method !== 'HEAD')
        .map((method) => `${method} ${place}`),
    );
  }
  return routes.sort();
}
