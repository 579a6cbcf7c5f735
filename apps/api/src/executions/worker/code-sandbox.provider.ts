/** The provider of the sandbox in which code nodes run. It starts nothing before the first of them. */
import type { FactoryProvider } from '@nestjs/common';
import { CodeSandbox } from '@ice/core';
import { QuickJsSandbox } from '@ice/sandbox';

/** Provides `CodeSandbox`. */
export const codeSandboxProvider: FactoryProvider<CodeSandbox> = {
  provide: CodeSandbox,
  useFactory: () => new QuickJsSandbox(),
};
