/** Partial blueprints: editing under locks, finalizing, REST. */
import { Module, type FactoryProvider } from '@nestjs/common';
import { BlueprintRepository, Clock, IdSource, PartialRepository, Store } from '@ice/core';
import { CatalogModule } from '../catalog/catalog.module.js';
import { BlueprintsModule } from '../blueprints/blueprints.module.js';
import { GovernanceModule } from '../governance/governance.module.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { PartialEditor } from './partial-editor.js';
import { PartialInspector } from './partial-inspector.js';
import { PartialPresenter } from './partial-presenter.js';
import { PartialsController } from './partials.controller.js';
import { SuggestionDesk } from './suggestion-desk.js';
import { SuggestionsController } from './suggestions.controller.js';

const repository: FactoryProvider = {
  provide: PartialRepository,
  inject: [Store, Clock, IdSource, BlueprintRepository, APP_CONFIG],
  useFactory: (store: Store, clock: Clock, ids: IdSource, blueprints: BlueprintRepository, { quotas }: AppConfig) =>
    new PartialRepository(store, clock, ids, blueprints, quotas.openPartials),
};

@Module({
  imports: [BlueprintsModule, CatalogModule, GovernanceModule],
  controllers: [PartialsController, SuggestionsController],
  providers: [repository, PartialInspector, PartialEditor, PartialPresenter, SuggestionDesk],
  exports: [PartialEditor, PartialPresenter, SuggestionDesk],
})
export class PartialsModule {}
