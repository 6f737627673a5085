import { become, prepare } from './prepare.mjs';

await prepare();
await become('scripts/demo/play.mjs');
