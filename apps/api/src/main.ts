/** The server process. */
import { processEnvironment } from './config/process-environment.js';
import { loadServer } from './load-api.js';

const { serve } = await loadServer(processEnvironment()['ICE_PLUGINS']);
await serve();
