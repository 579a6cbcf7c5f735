/** Blueprints: compiling, editing under locks, REST. */
import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { CostModule } from '../governance/cost.module.js';
import { BlueprintsController } from './blueprints.controller.js';
import { BlueprintCompiler } from './compile/blueprint-compiler.js';
import { BlueprintEditor } from './edit/blueprint-editor.js';
import { RevisionReader } from './revision/revision-reader.js';
import { RevisionsController } from './revision/revisions.controller.js';

@Module({
  imports: [CatalogModule, CostModule],
  controllers: [BlueprintsController, RevisionsController],
  providers: [BlueprintCompiler, BlueprintEditor, RevisionReader],
  exports: [BlueprintCompiler, CostModule],
})
export class BlueprintsModule {}
