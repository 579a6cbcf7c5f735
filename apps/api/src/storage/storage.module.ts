/** The adapters of core's ports, and the repositories above the store. Each is injected by its abstract class. */
import { Global, Module, type FactoryProvider } from '@nestjs/common';
import {
  AnswerRepository,
  ApiKeyRepository,
  AuditRepository,
  BlueprintRepository,
  BudgetLedger,
  BudgetRepository,
  CacheRepository,
  CancelRequestRepository,
  Clock,
  EventFeed,
  ExecutionRepository,
  ExecutionsByTenant,
  IdempotencyRepository,
  IdSource,
  MemoryRepository,
  OrganisationRepository,
  ServerSecretRepository,
  Store,
  WorkerPresence,
  WakeUpRepository,
  WorkerRepository,
} from '@ice/core';
import { SystemClock, UlidSource } from '@ice/storage';
import { APP_CONFIG } from '../config/app-config.token.js';
import type { AppConfig } from '../config/app-config.js';
import type { Logger } from '../logging/create-logger.js';
import { LOGGER } from '../logging/logger.token.js';
import { EXTENSIONS, type Storage } from '../plugins/extensions.js';
import { cacheModeOf } from './cache-mode-of.js';
import { openFeed } from './open-feed.js';
import { openStorage, STORAGE } from './open-storage.js';
import { openPresence } from './open-store.js';
import { StoreCloser } from './store-closer.js';
import { StoreWarnings } from './store-warnings.js';

const providers: readonly FactoryProvider[] = [
  { provide: Clock, useFactory: () => new SystemClock() },
  { provide: IdSource, inject: [Clock], useFactory: (clock: Clock) => new UlidSource(clock) },
  { provide: STORAGE, inject: [APP_CONFIG, IdSource, Clock, EXTENSIONS], useFactory: openStorage },
  { provide: Store, inject: [STORAGE], useFactory: ({ store }: Storage) => store },
  { provide: BudgetLedger, inject: [STORAGE], useFactory: ({ ledger }: Storage) => ledger },
  { provide: EventFeed, inject: [Store, ExecutionRepository, Clock, LOGGER], useFactory: createFeed },
  {
    provide: BlueprintRepository,
    inject: [Store, Clock, IdSource],
    useFactory: (store: Store, clock: Clock, ids: IdSource) => new BlueprintRepository(store, clock, ids),
  },
  {
    provide: WorkerRepository,
    inject: [Store, Clock, IdSource],
    useFactory: (store: Store, clock: Clock, ids: IdSource) => new WorkerRepository(store, clock, ids),
  },
  {
    provide: CacheRepository,
    inject: [Store, Clock, IdSource, APP_CONFIG],
    useFactory: (store: Store, clock: Clock, ids: IdSource, config: AppConfig) =>
      new CacheRepository(store, clock, ids, cacheModeOf(config)),
  },
  {
    provide: CancelRequestRepository,
    inject: [Store, IdSource],
    useFactory: (store: Store, ids: IdSource) => new CancelRequestRepository(store, ids),
  },
  {
    provide: AnswerRepository,
    inject: [Store, IdSource],
    useFactory: (store: Store, ids: IdSource) => new AnswerRepository(store, ids),
  },
  {
    provide: WakeUpRepository,
    inject: [Store, IdSource],
    useFactory: (store: Store, ids: IdSource) => new WakeUpRepository(store, ids),
  },
  {
    provide: IdempotencyRepository,
    inject: [Store, Clock, IdSource],
    useFactory: (store: Store, clock: Clock, ids: IdSource) => new IdempotencyRepository(store, clock, ids),
  },
  {
    provide: MemoryRepository,
    inject: [Store, Clock, IdSource],
    useFactory: (store: Store, clock: Clock, ids: IdSource) => new MemoryRepository(store, clock, ids),
  },
  {
    provide: BudgetRepository,
    inject: [Store, Clock, IdSource],
    useFactory: (store: Store, clock: Clock, ids: IdSource) => new BudgetRepository(store, clock, ids),
  },
  {
    provide: ApiKeyRepository,
    inject: [Store, Clock, IdSource],
    useFactory: (store: Store, clock: Clock, ids: IdSource) => new ApiKeyRepository(store, clock, ids),
  },
  {
    provide: AuditRepository,
    inject: [Store, Clock, IdSource],
    useFactory: (store: Store, clock: Clock, ids: IdSource) => new AuditRepository(store, clock, ids),
  },
  {
    provide: OrganisationRepository,
    inject: [Store, Clock, IdSource],
    useFactory: (store: Store, clock: Clock, ids: IdSource) => new OrganisationRepository(store, clock, ids),
  },
  {
    provide: ServerSecretRepository,
    inject: [Store, IdSource],
    useFactory: (store: Store, ids: IdSource) => new ServerSecretRepository(store, ids),
  },
  { provide: WorkerPresence, inject: [APP_CONFIG], useFactory: openPresence },
  { provide: ExecutionRepository, inject: [Store], useFactory: (store: Store) => new ExecutionRepository(store) },
  {
    provide: ExecutionsByTenant,
    inject: [ExecutionRepository],
    useFactory: (executions: ExecutionRepository) => new ExecutionsByTenant(executions),
  },
];

@Global()
@Module({ providers: [...providers, StoreCloser, StoreWarnings], exports: [...providers] })
export class StorageModule {}

function createFeed(store: Store, executions: ExecutionRepository, clock: Clock, logger: Logger): EventFeed {
  const report = (fault: unknown): void => logger.error({ err: fault }, 'A listener of the event feed failed.');
  return openFeed({ store, executions, clock, report });
}
