import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Month } from '../kernel/month.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { dimensionBalanceOf, type DimensionBalance } from './domain/dimension-balance.js';
import type { RequiredDimension } from './domain/line-dimensions.js';
import { listAccounts } from './storage/chart.queries.js';
import {
  closeItem,
  dimensionFigures,
  insertDimension,
  insertItem,
  listDimensions,
  listItems,
  listRequired,
  replaceRequired,
  type DimensionItemRow,
  type DimensionRow,
} from './storage/dimensions.queries.js';

export type { DimensionItemRow, DimensionRow } from './storage/dimensions.queries.js';

interface Coded {
  readonly code: string;
  readonly name: string;
}

/** Auxiliary dimensions of a book, their items and their balances (财会〔2024〕12号 第二十条(三)). */
@Injectable()
export class DimensionsService {
  async list(tx: ReadTx, community: string, bookNo: number): Promise<DimensionRow[]> {
    return listDimensions(tx, community, bookNo);
  }

  /** @throws DomainError dimension-is-built-in, dimension-exists */
  async create(tx: Tx, community: string, bookNo: number, dimension: Coded): Promise<DimensionRow> {
    const existing = await listDimensions(tx, community, bookNo);
    const same = existing.find(({ code }) => code === dimension.code);
    if (same !== undefined) {
      throw new DomainError(same.builtIn ? 'dimension-is-built-in' : 'dimension-exists');
    }
    await insertDimension(tx, community, bookNo, dimension);
    tx.audit({
      action: 'dimension-created',
      subjectKind: 'dimension',
      subjectId: `${bookNo}/${dimension.code}`,
      sentence: `第${bookNo}账套设立辅助核算 ${dimension.code} ${dimension.name}`,
      after: dimension,
    });
    return { ...dimension, builtIn: false };
  }

  /** The items of a dimension, closed ones too. @throws DomainError not-found */
  async items(
    tx: ReadTx,
    community: string,
    bookNo: number,
    dimension: string,
  ): Promise<DimensionItemRow[]> {
    await this.dimension(tx, community, bookNo, dimension);
    return listItems(tx, community, bookNo, dimension);
  }

  /** @throws DomainError not-found, built-in-dimension-has-no-items, dimension-item-exists */
  async createItem(
    tx: Tx,
    community: string,
    bookNo: number,
    dimension: string,
    item: Coded,
  ): Promise<DimensionItemRow> {
    const { builtIn, name } = await this.dimension(tx, community, bookNo, dimension);
    if (builtIn) throw new DomainError('built-in-dimension-has-no-items');
    await insertItem(tx, community, bookNo, dimension, item);
    tx.audit({
      action: 'dimension-item-created',
      subjectKind: 'dimension',
      subjectId: `${bookNo}/${dimension}/${item.code}`,
      sentence: `第${bookNo}账套${name}新增项目 ${item.code} ${item.name}`,
      after: item,
    });
    return { ...item, closedOn: null };
  }

  /** Closes an item: no new voucher names it; what was posted stays. @throws DomainError not-found, dimension-item-closed */
  async closeItem(
    tx: Tx,
    community: string,
    bookNo: number,
    dimension: string,
    code: string,
  ): Promise<DimensionItemRow> {
    const closed = await closeItem(tx, community, bookNo, dimension, code);
    if (closed === undefined) throw new DomainError('not-found');
    tx.audit({
      action: 'dimension-item-closed',
      subjectKind: 'dimension',
      subjectId: `${bookNo}/${dimension}/${code}`,
      sentence: `第${bookNo}账套停用辅助核算 ${dimension} 的项目 ${code} ${closed.name}`,
      after: closed,
    });
    return closed;
  }

  /**
   * Sets what an account and everything under it asks of a hand-made line.
   * @throws DomainError not-found, dimension-unknown, fund-on-money-line
   */
  async require(
    tx: Tx,
    community: string,
    bookNo: number,
    accountCode: string,
    dimensions: readonly string[],
  ): Promise<RequiredDimension[]> {
    const accounts = await listAccounts(tx, community, bookNo);
    const account = accounts.find(({ code }) => code === accountCode);
    if (account === undefined) throw new DomainError('not-found');
    const known = new Set((await listDimensions(tx, community, bookNo)).map(({ code }) => code));
    dimensions.forEach((dimension, index) => {
      const errors = [{ pointer: `/required/${index}`, detail: `没有辅助核算 ${dimension}。` }];
      if (!known.has(dimension)) throw new DomainError('dimension-unknown', {}, errors);
    });
    if (dimensions.includes('fund') && account.money !== null) {
      throw new DomainError('fund-on-money-line');
    }
    await replaceRequired(tx, community, bookNo, accountCode, [...new Set(dimensions)]);
    tx.audit({
      action: 'account-dimensions-set',
      subjectKind: 'account',
      subjectId: `${bookNo}/${accountCode}`,
      sentence: `第${bookNo}账套科目 ${accountCode} ${account.name} 须按 ${dimensions.join('、') || '（无）'} 核算`,
      after: dimensions,
    });
    const required = await listRequired(tx, community, bookNo);
    return required.filter((one) => one.accountCode === accountCode);
  }

  /** Balances by account and item at the end of a month; of one account and what is under it, or of all. @throws DomainError not-found */
  async balances(
    tx: ReadTx,
    book: { community: string; bookNo: number },
    dimension: string,
    month: Month,
    accountCode = '',
  ): Promise<DimensionBalance[]> {
    await this.dimension(tx, book.community, book.bookNo, dimension);
    const figures = await dimensionFigures(tx, book, dimension, month, accountCode);
    return figures.map(dimensionBalanceOf);
  }

  private async dimension(
    tx: ReadTx,
    community: string,
    bookNo: number,
    code: string,
  ): Promise<DimensionRow> {
    const all = await listDimensions(tx, community, bookNo);
    const found = all.find((one) => one.code === code);
    if (found === undefined) throw new DomainError('not-found');
    return found;
  }
}
