import { become, prepare } from './prepare.mjs';

await prepare();
await become('dist/main.js');
