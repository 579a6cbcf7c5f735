/** Blueprints: compiling, editing under locks, REST. */
import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { CostModule } from '../governance/cost.module.js';
import { BlueprintCompiler } from './blueprint-compiler.js';
import { BlueprintEditor } from './blueprint-editor.js';
import { BlueprintsController } from './blueprints.controller.js';
import { RevisionReader } from './revision-reader.js';
import { RevisionsController } from './revisions.controller.js';

@Module({
  imports: [CatalogModule, CostModule],
  controllers: [BlueprintsController, RevisionsController],
  providers: [BlueprintCompiler, BlueprintEditor, RevisionReader],
  exports: [BlueprintCompiler, CostModule],
})
export class BlueprintsModule {}
