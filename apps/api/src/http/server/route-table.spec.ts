import { describe, expect, it } from '@jest/globals';
import { RouteTable } from './route-table.js';

describe('the table of routes', () => {
  const table = new RouteTable();
  table.add('GET', '/things');
  table.add(['POST', 'HEAD'], '/things/');
  table.add('GET', '/things/:id');
  table.add('POST', '/things/validate');
  table.add('GET', '/docs/*');

  it.each([
    ['/things', ['GET', 'HEAD', 'POST']],
    ['/things/', ['GET', 'HEAD', 'POST']],
    ['/%74hings', ['GET', 'HEAD', 'POST']],
    ['/things/7', ['GET']],
    ['/things/validate', ['GET', 'POST']],
    ['/docs/a/b.js', ['GET']],
    ['/docs', ['GET']],
    ['/Things', []],
    ['//things', []],
    ['/things//', []],
    ['/things/7/parts', []],
    ['/', []],
    ['/%zz', []],
  ])('knows the methods of %s', (path, methods) => {
    expect(table.methodsOf(path)).toEqual(methods);
  });
});
