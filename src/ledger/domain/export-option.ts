import { DomainError } from '../../kernel/domain-error.js';

/** What a book can be taken away as, and which options each takes. */
const OPTIONS = {
  hledger: [],
  beancount: [],
  xlsx: [],
  gbt24589: ['year', 'encoding'],
  archive: ['year'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What a book can be taken away as. */
export type ExportFormat = keyof typeof OPTIONS;

/** An option says something only to the formats that take it. @throws DomainError export-option-unfit */
export function checkExportOptions(
  format: ExportFormat,
  options: Readonly<Record<string, unknown>>,
): void {
  const taken: readonly string[] = OPTIONS[format];
  const unfit = Object.entries(options)
    .filter(([name, value]) => value !== undefined && !taken.includes(name))
    .map(([name]) => ({ pointer: `/${name}`, detail: '这种格式没有此选项，请删去。' }));
  if (unfit.length > 0) throw new DomainError('export-option-unfit', { format }, unfit);
}
