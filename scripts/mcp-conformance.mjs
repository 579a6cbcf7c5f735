// The official conformance suite of the Model Context Protocol against the built server: starts a server of its own, stores the
// blueprints that some scenarios ask for by name, runs every scenario for servers, and ends the server. Exits with 1 when a scenario
// fails that should pass. The suite needs Node 22 or later; where none can be had it is skipped, and said so.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startServer } from './server-process.mjs';

const suite = '@modelcontextprotocol/conformance@0.1.16';
const oldestNode = 22;

/** What this server does not offer, by scenario. Whatever is not listed must pass. */
const expectedFailures = {
  'logging-set-level': 'logs are not sent to clients: the protocol has given that up',
  'completion-complete': 'nothing is completed',
  'tools-call-image': 'tools answer JSON, never pictures',
  'tools-call-audio': 'tools answer JSON, never sound',
  'tools-call-embedded-resource': 'tools answer JSON, never resources',
  'tools-call-mixed-content': 'tools answer JSON, never pictures or resources',
  'tools-call-with-logging': 'logs are not sent to clients',
  'tools-call-sampling': 'clients are not asked for answers of their models',
  'tools-call-elicitation': 'people are asked by open signals, which outlive the request',
  'elicitation-sep1034-defaults': 'people are asked by open signals, which outlive the request',
  'elicitation-sep1330-enums': 'people are asked by open signals, which outlive the request',
  'json-schema-2020-12': 'asks for a tool whose schema is made of $defs; those of blueprints are made by the compiler',
  'resources-read-text': 'asks for a resource of the reference server',
  'resources-read-binary': 'asks for a resource of the reference server',
  'resources-templates-read': 'asks for a resource of the reference server',
  'resources-subscribe': 'resources are not watched over this protocol; the event stream is for that',
  'resources-unsubscribe': 'resources are not watched over this protocol; the event stream is for that',
  'prompts-list': 'there are no prompts',
  'prompts-get-simple': 'there are no prompts',
  'prompts-get-with-args': 'there are no prompts',
  'prompts-get-embedded-resource': 'there are no prompts',
  'prompts-get-with-image': 'there are no prompts',
};

const nap = (id, more = {}) => ({ id, type: 'tool', tool_name: 'sleep', tool_args: { ms: 150 }, ...more });

/** Tools that scenarios call by name. */
const blueprints = [
  {
    name: 'test_simple_text',
    nodes: [{ id: 'text', type: 'tool', tool_name: 'echo', tool_args: { value: 'This is a simple text response.' } }],
  },
  {
    name: 'test_error_handling',
    nodes: [{ id: 'bad', type: 'fail', code: 'on-purpose', message: 'This tool intentionally returns an error.' }],
  },
  {
    name: 'test_tool_with_progress',
    nodes: [nap('one'), nap('two', { dependencies: ['one'] }), nap('three', { dependencies: ['two'] })],
  },
];

const packages = await packagesWithNode();
if (packages === null) {
  console.log(`mcp-conformance: skipped, since the suite needs Node ${oldestNode} or later and none could be had.`);
} else {
  process.exitCode = (await runSuite(packages)) ? 0 : 1;
}

/** Arguments of npx that give a Node that is new enough, or null. Packages named after a platform need no install script. */
async function packagesWithNode() {
  if (Number(process.versions.node.split('.')[0]) >= oldestNode) return ['-p', suite];
  for (const node of [`node-${process.platform}-${process.arch}@24`, 'node@24']) {
    const { code, said } = await npx(['-p', node, '--', 'node', '--version']);
    if (code === 0 && Number(/^v(\d+)\./m.exec(said)?.[1]) >= oldestNode) return ['-p', node, '-p', suite];
  }
  return null;
}

async function runSuite(withNode) {
  const results = await mkdtemp(path.join(os.tmpdir(), 'ice-conformance-'));
  const server = await startServer({ ICE_LOG_LEVEL: 'silent' });
  try {
    for (const blueprint of blueprints) await store(server.url, blueprint);
    const options = ['--url', `${server.url}/mcp`, '--suite', 'all', '--output-dir', results];
    const { said } = await npx([...withNode, '--', 'conformance', 'server', ...options]);
    const scenarios = await readScenarios(results);
    if (scenarios.length === 0) throw new Error(`The suite gave no results:\n${said.slice(-2_000)}`);
    return report(scenarios);
  } finally {
    await server.stop();
    await rm(results, { recursive: true, force: true });
  }
}

async function store(url, blueprint) {
  const response = await fetch(`${url}/api/v1/blueprints/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ schema_version: '1.0', ...blueprint }),
  });
  if (response.status !== 201) throw new Error(`${blueprint.name} was not stored: ${await response.text()}`);
}

/** A folder for each scenario, named `server-<scenario>-<time>`, with its checks. */
async function readScenarios(folder) {
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => {
      const checks = JSON.parse(await readFile(path.join(folder, name, 'checks.json'), 'utf8'));
      const scenario = name.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT.*$/, '');
      const passed = checks.filter(({ status }) => status === 'SUCCESS').length;
      const failed = checks.filter(({ status }) => status === 'FAILURE');
      return { scenario, passed, failed };
    }),
  );
}

/** True when everything passed that should. */
function report(scenarios) {
  const isExpected = ({ scenario }) => Object.hasOwn(expectedFailures, scenario);
  const failing = scenarios.filter(({ failed }) => failed.length > 0);
  const wrong = failing.filter((each) => !isExpected(each));
  const better = scenarios.filter((each) => each.failed.length === 0 && isExpected(each));
  for (const { scenario } of failing.filter(isExpected)) console.log(`- ${scenario}: ${expectedFailures[scenario]}`);
  for (const { scenario, failed } of wrong)
    console.log(`✗ ${scenario}: ${failed.map(({ errorMessage }) => errorMessage).join('; ')}`);
  for (const { scenario } of better) console.log(`! ${scenario} passes: take it out of the expected failures.`);
  const checks = scenarios.reduce((sum, { passed }) => sum + passed, 0);
  const passing = scenarios.length - failing.length;
  console.log(
    `mcp-conformance: ${passing} of ${scenarios.length} scenarios pass (${checks} checks), ${failing.length - wrong.length} fail as expected, ${wrong.length} fail that should pass.`,
  );
  return wrong.length === 0;
}

/** Runs npx and gives what it said. */
function npx(parameters) {
  return new Promise((resolve) => {
    const child = spawn('npx', ['-y', ...parameters], { cwd: os.tmpdir(), stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.once('error', () => resolve({ code: 1, said }));
    child.once('close', (code) => resolve({ code: code ?? 1, said }));
  });
}
