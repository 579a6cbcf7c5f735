/** A folder of cases that nobody here wrote, where they lie beside the checkout. A clone of the project has none, and says so. */
import { describe } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromYaml } from '@ice/builder';

const corpus = fileURLToPath(new URL('../../../shared/cases', import.meta.url));

/** One folder below the cases. */
export class CaseFolder {
  private readonly place: string;

  constructor(folder: string) {
    this.place = path.join(corpus, folder);
  }

  /** Names of its files in alphabetical order; none where it is not there. */
  get files(): readonly string[] {
    return existsSync(this.place) ? readdirSync(this.place).toSorted() : [];
  }

  /** A file of YAML or JSON as data. The caller says what it holds, and mends what a strict reader would refuse. */
  read<T>(file: string, mend: (text: string) => string = (text) => text): T {
    const read = fromYaml(mend(this.text(file)));
    if (!read.ok) throw new Error(`${file}: ${read.message}`);
    return read.document as T;
  }

  /** A file as it is. */
  text(file: string): string {
    return readFileSync(path.join(this.place, file), 'utf8');
  }

  /** A suite about these cases: skipped, with the reason in its title, where they are not there. */
  describe(title: string, suite: () => void): void {
    if (this.files.length > 0) describe(title, suite);
    else describe.skip(`${title} (skipped: the cases do not lie beside this checkout)`, suite);
  }
}
