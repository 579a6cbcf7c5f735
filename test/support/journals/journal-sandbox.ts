/** Runs no program: gives back the inputs. What the engine records of code is the same whatever runs it. */
import { CodeSandbox, type CodeOutcome, type CodeRequest } from '@ice/core';

/** The sandbox of stored journals. */
export class JournalSandbox extends CodeSandbox {
  override async run({ inputs }: CodeRequest): Promise<CodeOutcome> {
    return { ok: true, output: inputs };
  }

  override async dispose(): Promise<void> {}
}
