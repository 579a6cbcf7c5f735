// Shapes of blueprints to measure with, and the same work done by hand: the floor that no engine can be below.

/** A chain of `size` nodes. @param {number} size */
export const chain = (size) => Array.from({ length: size }, (_, index) => node(index, index === 0 ? [] : [index - 1]));

/** One node, `size` nodes beside each other, one node. @param {number} size */
export const fanOut = (size) => [
  node(0, []),
  ...Array.from({ length: size }, (_, index) => node(index + 1, [0])),
  node(
    size + 1,
    Array.from({ length: size }, (_, index) => index + 1),
  ),
];

/** Layers of 20 with up to three edges a node into the three layers before, the same every time. @param {number} size */
export function randomDag(size) {
  let seed = 42;
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return Array.from({ length: size }, (_, index) => {
    const first = Math.max(0, (Math.floor(index / 20) - 3) * 20);
    const last = Math.floor(index / 20) * 20;
    const edges = last === 0 ? [] : Array.from({ length: 3 }, () => first + Math.floor(random() * (last - first)));
    return node(index, [...new Set(edges)]);
  });
}

/** @param {number} index @param {number[]} edges */
function node(index, edges) {
  return { id: `n${index}`, type: 'tool', tool_name: 'noop', dependencies: edges.map((edge) => `n${edge}`) };
}

/**
 * A dependency counter over promises, nothing else.
 * @param {{id: string, dependencies: string[]}[]} nodes
 * @param {() => Promise<unknown>} body
 */
export async function runByHand(nodes, body) {
  const successors = new Map(nodes.map(({ id }) => [id, /** @type {string[]} */ ([])]));
  const waiting = new Map(nodes.map(({ id, dependencies }) => [id, dependencies.length]));
  for (const { id, dependencies } of nodes) for (const edge of dependencies) successors.get(edge)?.push(id);
  let left = nodes.length;
  await new Promise((resolve) => {
    const start = async (/** @type {string} */ id) => {
      await body();
      left -= 1;
      for (const next of successors.get(id) ?? []) {
        const still = (waiting.get(next) ?? 0) - 1;
        waiting.set(next, still);
        if (still === 0) void start(next);
      }
      if (left === 0) resolve(undefined);
    };
    for (const { id, dependencies } of nodes) if (dependencies.length === 0) void start(id);
  });
}

const answerProperties = { label: { type: 'string' }, weight: { type: 'number' } };

/** What nodes of `typedDag` may say that they give; every one lets `label` and `weight` be read. */
const answerSchemas = [
  { type: 'object', required: ['label', 'weight'], properties: answerProperties },
  {
    type: 'object',
    required: ['weight', 'label'],
    properties: { ...answerProperties, label: { type: 'string', minLength: 1 } },
  },
  {
    type: 'object',
    required: ['label', 'weight'],
    properties: { ...answerProperties, weight: { type: 'number', maximum: 1_000 } },
  },
  {
    type: 'object',
    required: ['label', 'weight', 'parts'],
    properties: { ...answerProperties, parts: { type: 'array', items: { type: 'object' } } },
  },
];

/**
 * Calls of a tool with a typed input and output: two arguments read the fields of two earlier nodes, one as a value and one in a text.
 * Every fourth node has an output schema, one of four. @param {number} size
 */
export function typedDag(size) {
  return Array.from({ length: size }, (_, index) => {
    const near = Math.max(0, index - 1);
    const far = index >> 1;
    const toolArgs = index === 0 ? { label: 'first', weight: 1 } : readingArguments(near, far);
    const called = { id: `n${index}`, type: 'tool', tool_name: 'weigh', tool_args: toolArgs };
    return index % 4 === 3 ? { ...called, output_schema: answerSchemas[(index >> 2) % answerSchemas.length] } : called;
  });
}

/** @param {number} near @param {number} far */
function readingArguments(near, far) {
  return { label: `after {{ nodes.n${far}.label }}`, weight: `{{ nodes.n${near}.weight }}` };
}

/** Nodes with four expressions on the fields of earlier ones, each with an output schema that no other node has. @param {number} size */
export function richDag(size) {
  return Array.from({ length: size }, (_, index) => {
    const [near, far] = [`nodes.n${index - 1}`, `nodes.n${index >> 1}`];
    const isFirst = index < 2;
    return {
      id: `n${index}`,
      type: 'tool',
      tool_name: 'weigh',
      tool_args: isFirst
        ? { label: 'first', weight: index }
        : {
            label: `{{ ${near}.label }} of {{ ${far}.parts.size() }} parts`,
            weight: `{{ ${near}.weight * 2 + ${far}.weight }}`,
            parts: `{{ ${near}.parts.filter(part, part.name != '') }}`,
          },
      ...(!isFirst && { when: `${near}.weight < 1000 || ${far}.label.size() > 3` }),
      join: 'all_completed',
      output_schema: {
        type: 'object',
        required: ['label', 'weight', 'parts'],
        properties: {
          label: { type: 'string', minLength: 1 },
          weight: { type: 'number', maximum: 1_000 + index },
          parts: {
            type: 'array',
            items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
          },
        },
      },
    };
  });
}
