/** The module of a plugin. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';

/** What it says. */
export interface ModuleParts {
  readonly name: ScaffoldName;
  /** Of iceOS, which it is made for. */
  readonly version: string;
  /** Its classes, with the files to import them from. */
  readonly providers: readonly { readonly className: string; readonly file: string }[];
}

/** The source. */
export function moduleFile({ name, version, providers }: ModuleParts): string {
  const imports = providers.map(({ className, file }) => `import { ${className} } from '${file}';\n`).join('');
  return `import { IceModule } from '@ice/plugin';
import { Module } from '@nestjs/common';
${imports}
/** The plugin. Its compatibility is the range of versions of iceOS that it starts with. */
@Module({
  imports: [IceModule.forFeature({ name: '${name.kebab}', compatibility: '^${version}' })],
  providers: [${providers.map(({ className }) => className).join(', ')}],
})
export class ${name.pascal}Plugin {}
`;
}
