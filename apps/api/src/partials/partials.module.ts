/** Partial blueprints: editing under locks, finalizing, REST. */
import { Module, type FactoryProvider } from '@nestjs/common';
import { BlueprintRepository, Clock, IdSource, PartialRepository, Store } from '@ice/core';
import { CatalogModule } from '../catalog/catalog.module.js';
import { BlueprintsModule } from '../blueprints/blueprints.module.js';
import { PartialEditor } from './partial-editor.js';
import { PartialInspector } from './partial-inspector.js';
import { PartialPresenter } from './partial-presenter.js';
import { PartialsController } from './partials.controller.js';
import { SuggestionDesk } from './suggestion-desk.js';
import { SuggestionsController } from './suggestions.controller.js';

const repository: FactoryProvider = {
  provide: PartialRepository,
  inject: [Store, Clock, IdSource, BlueprintRepository],
  useFactory: (...given: ConstructorParameters<typeof PartialRepository>) => new PartialRepository(...given),
};

@Module({
  imports: [BlueprintsModule, CatalogModule],
  controllers: [PartialsController, SuggestionsController],
  providers: [repository, PartialInspector, PartialEditor, PartialPresenter, SuggestionDesk],
  exports: [PartialEditor, PartialPresenter, SuggestionDesk],
})
export class PartialsModule {}
