/** Ends the threads of code nodes when the application has ended. Executions are drained before that: what still runs is given up. */
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CodeSandbox } from '@ice/core';

@Injectable()
export class SandboxCloser implements OnApplicationShutdown {
  constructor(@Inject(CodeSandbox) private readonly sandbox: CodeSandbox) {}

  async onApplicationShutdown(): Promise<void> {
    await this.sandbox.dispose();
  }
}
