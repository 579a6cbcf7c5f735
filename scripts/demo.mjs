// The seller assistant by `ice run`, in a fresh data folder: result on stdout, everything else on stderr, nothing left running.
// DEMO_KEEP=1 keeps the API up to look around; end it with Ctrl-C.
import { playSeller } from './demo/play-seller.mjs';

const settings = { ICE_TEST_MODE: '1', ICE_CASSETTES: 'off', ICE_STORE: 'sqlite' };
const keep = process.env.DEMO_KEEP === '1' ? ['--keep'] : [];
process.exit(await playSeller(['examples/seller-assistant/seller-assistant.yaml', ...keep], { settings }));
