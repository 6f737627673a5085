import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import type { BankFormat } from './domain/bank-formats/bank-format.js';
import { formatOfMapping, type MappingColumns } from './domain/bank-formats/saved-mapping.js';
import {
  deleteMapping,
  listMappings,
  saveMapping,
  type MappingRow,
} from './storage/bank-mappings.queries.js';

export type { MappingRow } from './storage/bank-mappings.queries.js';

/** How a community reads the statements of banks that have no format of their own here. */
@Injectable()
export class BankMappingsService {
  /** The mappings of a community, by code. */
  async list(tx: ReadTx, community: string): Promise<MappingRow[]> {
    return listMappings(tx, community);
  }

  /** The format that a mapping describes. @throws DomainError not-found */
  async format(tx: ReadTx, community: string, code: string): Promise<BankFormat> {
    const row = (await listMappings(tx, community)).find((one) => one.code === code);
    if (row === undefined) throw new DomainError('not-found');
    return formatOfMapping(row.code, row.name, row.columns);
  }

  /** Saves a mapping, anew or in place of what it was. @throws DomainError bank-mapping-wrong, mapping-exists, not-found */
  async save(
    tx: Tx,
    community: string,
    mapping: { code: string; name: string; columns: MappingColumns },
    anew: boolean,
  ): Promise<MappingRow> {
    formatOfMapping(mapping.code, mapping.name, mapping.columns);
    const row = await saveMapping(tx, community, mapping, anew);
    if (row === undefined) throw new DomainError('not-found');
    tx.audit({
      action: anew ? 'bank-mapping-made' : 'bank-mapping-changed',
      subjectKind: 'bank-statement-mapping',
      subjectId: mapping.code,
      sentence: `${anew ? '新增' : '修改'}银行对账单的列对应关系 ${mapping.code} ${mapping.name}`,
      after: mapping,
    });
    return row;
  }

  /** @throws DomainError not-found */
  async remove(tx: Tx, community: string, code: string): Promise<void> {
    if (!(await deleteMapping(tx, community, code))) throw new DomainError('not-found');
    tx.audit({
      action: 'bank-mapping-removed',
      subjectKind: 'bank-statement-mapping',
      subjectId: code,
      sentence: `删除银行对账单的列对应关系 ${code}`,
    });
  }
}
