import { create } from 'qrcode';

/** Dark modules side by side in one row. */
export interface Module {
  readonly row: number;
  readonly from: number;
  readonly length: number;
}

/** The dark runs of a code with medium error correction (ISO/IEC 18004), without its quiet zone. */
export function darkRuns(text: string): { readonly size: number; readonly runs: Module[] } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const runs: Module[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    let from = -1;
    for (let column = 0; column <= modules.size; column += 1) {
      const dark = column < modules.size && modules.get(row, column) !== 0;
      if (dark && from < 0) from = column;
      if (!dark && from >= 0) {
        runs.push({ row, from, length: column - from });
        from = -1;
      }
    }
  }
  return { size: modules.size, runs };
}
