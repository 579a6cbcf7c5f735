/** Who may do what: keys, tokens, and the gatekeeper whom the guards and the stream ask. */
import { Global, Module } from '@nestjs/common';
import { Gatekeeper } from './gatekeeper.js';
import { KeyDesk } from './keys/key-desk.js';
import { KeyRing } from './keys/key-ring.js';
import { KeysController } from './keys/keys.controller.js';
import { StartCheck } from './start-check.js';
import { StreamTokensController } from './tokens/stream-tokens.controller.js';
import { StreamTokens } from './tokens/stream-tokens.js';

@Global()
@Module({
  controllers: [KeysController, StreamTokensController],
  providers: [KeyRing, KeyDesk, StreamTokens, Gatekeeper, StartCheck],
  exports: [KeyRing, Gatekeeper],
})
export class AccessModule {}
