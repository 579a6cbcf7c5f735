/** Check: nothing waits for itself. One finding for each knot of nodes, naming the nodes of one shortest cycle in it and none of
 *  those that merely stand behind it. */
import { extendPointer } from '../../json/json-pointer.js';
import { dependenciesOf, type Edges } from '../analyse/build-edges.js';
import { quote } from '../diagnostic/describe-value.js';
import { errorAt, type Advice, type Finding } from '../diagnostic/finding.js';
import { placeOf, type DocumentDraft, type NodeDraft } from '../read/draft.js';
import { cyclicComponents } from './strong-components.js';

/** Findings for the cycles among the edges. */
export function checkCycles(draft: DocumentDraft, edges: Edges): readonly Finding[] {
  const predecessors = edges.map((into) => [...into.keys()].map((node) => node.order));
  return cyclicComponents(predecessors).map((component) => {
    const cycle = shortestCycle(component, predecessors).map((order) => draft.nodes[order] as NodeDraft);
    return finding(cycle, component.length);
  });
}

/** From the component's first node back to itself, in the direction of the data. */
function shortestCycle(component: readonly number[], predecessors: readonly (readonly number[])[]): readonly number[] {
  const members = new Set(component);
  const start = component[0] as number;
  const nextOnWay = new Map<number, number>();
  let frontier: readonly number[] = [start];
  while (!nextOnWay.has(start)) {
    const reached: number[] = [];
    for (const vertex of frontier) {
      for (const before of predecessors[vertex] ?? []) {
        if (!members.has(before) || nextOnWay.has(before)) continue;
        nextOnWay.set(before, vertex);
        reached.push(before);
      }
    }
    frontier = reached;
  }
  return follow(start, nextOnWay);
}

function follow(start: number, nextOnWay: ReadonlyMap<number, number>): readonly number[] {
  const cycle = [start];
  for (let vertex = nextOnWay.get(start); vertex !== undefined && vertex !== start; vertex = nextOnWay.get(vertex)) {
    cycle.push(vertex);
  }
  return cycle;
}

function finding(cycle: readonly NodeDraft[], size: number): Finding {
  const first = cycle[0] as NodeDraft;
  const ids = cycle.map((node) => node.id ?? '?');
  const place = { pointer: first.object.pointer, nodeId: first.id };
  if (ids.length === 1) {
    return errorAt(place, 'cycle-detected', `Node ${quote(ids[0] as string)} waits for itself.`, () =>
      adviseSelf(first),
    );
  }
  const message = `Nodes wait for each other: ${arrows([...ids, ids[0] as string])}.`;
  return errorAt(place, 'cycle-detected', message, () => ({ hint: hint(size - cycle.length) }));
}

/** At most 20 names; a ring of thousands is no reading matter. */
function arrows(ids: readonly string[]): string {
  const shown = ids.length <= 20 ? ids : [...ids.slice(0, 10), `… ${ids.length - 19} more …`, ...ids.slice(-9)];
  return shown.join(' → ');
}

function hint(others: number): string {
  const tangled = others === 0 ? '' : ` ${others} more ${others === 1 ? 'node is' : 'nodes are'} on cycles with these.`;
  return `Take one of these edges out; to repeat nodes until a condition holds, put them into a \`recursive\` node.${tangled}`;
}

function adviseSelf(node: NodeDraft): Advice {
  const at = dependenciesOf(node).indexOf(node.id ?? '');
  if (at < 0) return { hint: hint(0) };
  const path = extendPointer(placeOf(node.object, 'dependencies').pointer, at);
  return { hint: hint(0), fix: { title: 'Remove the dependency on itself', patch: [{ op: 'remove', path }] } };
}
