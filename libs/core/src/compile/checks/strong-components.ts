/** Tarjan's strongly connected components, iterative: a chain of 10,000 nodes needs no stack of 10,000 frames. */

/** Groups of two or more vertices that reach each other, and single vertices with an edge to themselves; members ascending. */
export function cyclicComponents(successors: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const search = new Search(successors);
  for (let vertex = 0; vertex < successors.length; vertex += 1) search.from(vertex);
  return search.found;
}

class Search {
  readonly found: (readonly number[])[] = [];
  /** Order of discovery, from 1; 0 = not seen. */
  readonly #seen: number[];
  /** Earliest vertex reachable that is still open. */
  readonly #low: number[];
  /** Next successor to look at. */
  readonly #next: number[];
  readonly #open: number[] = [];
  readonly #isOpen: boolean[];
  #clock = 0;

  constructor(private readonly successors: readonly (readonly number[])[]) {
    this.#seen = successors.map(() => 0);
    this.#low = successors.map(() => 0);
    this.#next = successors.map(() => 0);
    this.#isOpen = successors.map(() => false);
  }

  from(root: number): void {
    if (this.#seen[root] !== 0) return;
    const path = [root];
    this.#enter(root);
    for (let vertex = path.at(-1); vertex !== undefined; vertex = path.at(-1)) {
      const child = this.#nextOf(vertex);
      if (child === undefined) this.#leave(path);
      else if (this.#seen[child] === 0) {
        this.#enter(child);
        path.push(child);
      } else if (this.#isOpen[child]) this.#lower(vertex, this.#seen[child] as number);
    }
  }

  #enter(vertex: number): void {
    this.#clock += 1;
    this.#seen[vertex] = this.#low[vertex] = this.#clock;
    this.#isOpen[vertex] = true;
    this.#open.push(vertex);
  }

  #nextOf(vertex: number): number | undefined {
    const position = this.#next[vertex] as number;
    this.#next[vertex] = position + 1;
    return this.successors[vertex]?.[position];
  }

  #lower(vertex: number, low: number): void {
    this.#low[vertex] = Math.min(this.#low[vertex] as number, low);
  }

  /** All successors of the path's end are done: close its component if it is the first of it. */
  #leave(path: number[]): void {
    const vertex = path.pop() as number;
    const parent = path.at(-1);
    if (parent !== undefined) this.#lower(parent, this.#low[vertex] as number);
    if (this.#low[vertex] !== this.#seen[vertex]) return;
    const component = this.#open.splice(this.#open.lastIndexOf(vertex));
    for (const member of component) this.#isOpen[member] = false;
    const isCyclic = component.length > 1 || this.successors[vertex]?.includes(vertex);
    if (isCyclic) this.found.push(component.sort((left, right) => left - right));
  }
}
