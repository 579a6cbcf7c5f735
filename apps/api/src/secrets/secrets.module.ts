/** Secrets: kept encrypted, given to calls, masked everywhere else. */
import { Global, Module, type FactoryProvider } from '@nestjs/common';
import { Clock, IdSource, SecretCipher, SecretInputRepository, SecretRepository, SecretStore, Store } from '@ice/core';
import { BlueprintsModule } from '../blueprints/blueprints.module.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import type { AppConfig } from '../config/app-config.js';
import { AllSecrets } from './all-secrets.js';
import { ConfiguredSecrets } from './configured-secrets.js';
import { RequestDigest } from './request-digest.js';
import { SecretCheck } from './secret-check.js';
import { SecretDesk } from './secret-desk.js';
import { SecretInputs } from './secret-inputs.js';
import { SecretInputSweep } from './secret-input-sweep.js';
import { SECRET_SOURCE, secretSourceProvider } from './secret-source.provider.js';
import { SecretsController } from './secrets.controller.js';

const providers: readonly FactoryProvider[] = [
  {
    provide: ConfiguredSecrets,
    inject: [APP_CONFIG],
    useFactory: ({ secrets }: AppConfig) => new ConfiguredSecrets(secrets),
  },
  {
    provide: SecretRepository,
    inject: [Store, Clock, IdSource, APP_CONFIG],
    useFactory: (store: Store, clock: Clock, ids: IdSource, { secretKey }: AppConfig) =>
      new SecretRepository(store, clock, ids, secretKey && new SecretCipher(secretKey)),
  },
  {
    provide: SecretInputRepository,
    inject: [Store, Clock, IdSource, APP_CONFIG],
    useFactory: (store: Store, clock: Clock, ids: IdSource, { secretKey }: AppConfig) =>
      new SecretInputRepository(store, clock, ids, secretKey && new SecretCipher(secretKey)),
  },
  {
    provide: RequestDigest,
    inject: [APP_CONFIG],
    useFactory: ({ secretKey }: AppConfig) => new RequestDigest(secretKey && new SecretCipher(secretKey)),
  },
  {
    provide: SecretStore,
    inject: [SecretRepository, ConfiguredSecrets],
    useFactory: (kept: SecretRepository, configured: ConfiguredSecrets) => new AllSecrets(kept, configured),
  },
];

@Global()
@Module({
  imports: [BlueprintsModule],
  controllers: [SecretsController],
  providers: [...providers, secretSourceProvider, SecretDesk, SecretCheck, SecretInputs, SecretInputSweep],
  exports: [SECRET_SOURCE, SecretCheck, SecretInputs, SecretInputRepository, RequestDigest],
})
export class SecretsModule {}
