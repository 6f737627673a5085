import { mkdirSync, writeFileSync } from 'node:fs';
import { PROBLEMS } from './kernel/problems.js';

/** Writes docs/problems.md: every refusal by its name. */
const rows = Object.entries(PROBLEMS)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(
    ([code, { status, title, detail }]) =>
      `## ${code}\n\n${status} · ${title.zh} · ${title.en}\n\n${detail.zh}\n\n${detail.en}\n`,
  );
mkdirSync('docs', { recursive: true });
writeFileSync(
  'docs/problems.md',
  `# Problems\n\nEvery refusal of the product by its name, as \`type\` of its problem document gives it.\n\n${rows.join('\n')}`,
);
