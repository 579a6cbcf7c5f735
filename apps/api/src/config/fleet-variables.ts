/** The variables of processes that share a Redis: where it is, what this one does, and how much there may be to do. */
import type { Settings } from './app-config.js';
import { accepted, oneOf, optionally, refused, wholeNumber, type ConfigVariable } from './config-variable.js';
import { readRedisUrl } from './read-redis-url.js';

const redisPrefix = /^[A-Za-z0-9_.-]{1,64}$/;

type FleetSettings = Pick<Settings, 'redisUrl' | 'redisPrefix' | 'role' | 'workerExecutions' | 'maxQueued'>;

/** A part of the table of `config-variables.ts`. */
export const fleetVariables: { readonly [Key in keyof FleetSettings]: ConfigVariable<Settings[Key]> } = {
  redisUrl: {
    name: 'REDIS_URL',
    default: '',
    description:
      'The Redis of the redis store: redis:// or, with TLS, rediss://, with user, password and number of the data base; nodes of a Cluster with commas between.',
    isSecret: true,
    read: optionally(readRedisUrl),
  },
  redisPrefix: {
    name: 'ICE_REDIS_PREFIX',
    default: 'ice',
    description: 'What the keys of the redis store begin with. Processes with the same one share everything.',
    read: (text) => (redisPrefix.test(text) ? accepted(text) : refused('allowed: letters, digits, _ . -')),
  },
  role: {
    name: 'ICE_ROLE',
    default: 'all',
    description:
      'What this process does with the redis store: api (answers requests), worker (runs executions, and answers /health, /ready and /metrics alone) or all.',
    read: oneOf('all', 'api', 'worker'),
  },
  workerExecutions: {
    name: 'ICE_WORKER_EXECUTIONS',
    default: '64',
    description: 'How many executions a worker takes from the line at a time, with the redis store.',
    read: wholeNumber(1, 10_000),
  },
  maxQueued: {
    name: 'ICE_MAX_QUEUED',
    default: '10000',
    description:
      'How many executions may wait for a worker with the redis store, or be under way in this process with another one. One more is refused with queue-full.',
    read: wholeNumber(1, 1_000_000),
  },
};
