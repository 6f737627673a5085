import { DomainError } from '../../kernel/domain-error.js';
import type { LineDraft } from './voucher-line.js';

/** What an account and everything under it asks of a line that a person writes (财会〔2024〕12号 第二十条(三)). */
export interface RequiredDimension {
  readonly accountCode: string;
  readonly dimension: string;
  readonly name: string;
}

/** An item of a dimension, as far as the rules need it. */
export interface DimensionItemFacts {
  readonly dimension: string;
  readonly code: string;
  readonly closed: boolean;
}

/**
 * The items that a line names are there and open; what takes back or closes may still name one that was closed since.
 * @throws DomainError dimension-item-unknown, dimension-item-closed
 */
export function checkNamedItems(
  lines: readonly LineDraft[],
  items: readonly DimensionItemFacts[],
  closedToo: boolean,
  pointer: string,
): void {
  lines.forEach((line, index) => {
    for (const [dimension, code] of Object.entries(line.dimensions ?? {})) {
      const item = items.find((one) => one.dimension === dimension && one.code === code);
      const at = `${pointer}/lines/${index}/dimensions/${dimension}`;
      if (item === undefined) {
        const detail = BUILT_IN[dimension] ?? `辅助核算 ${dimension} 没有项目 ${code}，请先建立。`;
        throw new DomainError('dimension-item-unknown', { dimension, item: code }, [
          { pointer: at, detail },
        ]);
      }
      if (item.closed && !closedToo) {
        throw new DomainError('dimension-item-closed', { dimension, item: code }, [
          { pointer: at, detail: `项目 ${code} 已停用，请改用其他项目。` },
        ]);
      }
    }
  });
}

const BUILT_IN: Readonly<Record<string, string>> = {
  counterparty: '往来单位请写在 counterparty 字段。',
  fund: '专项请写在 fundCode 字段。',
};

/** A hand-made line names every dimension that its account requires. @throws DomainError dimension-missing */
export function checkRequiredDimensions(
  lines: readonly LineDraft[],
  required: readonly RequiredDimension[],
  pointer: string,
): void {
  lines.forEach((line, index) => {
    const missing = required.find(
      ({ accountCode, dimension }) =>
        line.accountCode.startsWith(accountCode) && valueOf(line, dimension) === undefined,
    );
    if (missing === undefined) return;
    const { dimension, name } = missing;
    const field = FIELDS[dimension] ?? `dimensions/${dimension}`;
    throw new DomainError('dimension-missing', { account: line.accountCode, dimension, name }, [
      {
        pointer: `${pointer}/lines/${index}/${field}`,
        detail: `科目 ${line.accountCode} 须按${name}核算，请填写。`,
      },
    ]);
  });
}

const FIELDS: Readonly<Record<string, string>> = {
  counterparty: 'counterparty',
  fund: 'fundCode',
};

function valueOf(line: LineDraft, dimension: string): string | undefined {
  if (dimension === 'counterparty') return line.counterparty;
  if (dimension === 'fund') return line.fundCode;
  return line.dimensions?.[dimension];
}
