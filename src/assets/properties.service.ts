import { Injectable } from '@nestjs/common';
import { DomainError, type FieldError } from '../kernel/domain-error.js';
import { chineseDate, type LocalDate } from '../kernel/local-date.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { STATE_NAMES, type PropertyState } from './domain/property.js';
import {
  changesOf,
  insertProperties,
  insertState,
  propertiesOn,
  propertyOn,
  takenCodes,
  type NewProperty,
  type PropertyChange,
  type PropertyRow,
} from './storage/properties.queries.js';

export type { NewProperty, PropertyChange, PropertyRow } from './storage/properties.queries.js';

/** The register of properties and how each is used. */
@Injectable()
export class PropertiesService {
  /**
   * Registers properties, one or a thousand, all or none; pointers name the wrong ones.
   * @throws DomainError property-exists, property-change-in-future
   */
  async register(
    tx: Tx,
    community: string,
    properties: readonly NewProperty[],
    pointer: (index: number) => string = () => '',
  ): Promise<PropertyRow[]> {
    const codes = properties.map(({ code }) => code);
    const taken = new Set(await takenCodes(tx, community, codes));
    const twice = properties.flatMap(({ code }, index): FieldError[] =>
      taken.has(code) || codes.indexOf(code) !== index
        ? [{ pointer: `${pointer(index)}/code`, detail: `资产编号 ${code} 重复。` }]
        : [],
    );
    if (twice.length > 0) throw new DomainError('property-exists', {}, twice);
    properties.forEach(({ since }, index) => {
      checkChangeDay(since, tx.today, `${pointer(index)}/since`);
    });
    await insertProperties(tx, community, properties);
    for (const { code, kind, name, state } of properties) {
      tx.audit({
        action: 'property-registered',
        subjectKind: 'property',
        subjectId: code,
        sentence: `登记资产 ${code} ${name}（${kind}），${STATE_NAMES[state]}`,
        after: properties.find((property) => property.code === code),
      });
    }
    return properties.map((property) => ({ ...property, owner: property.owner ?? null }));
  }

  /**
   * Notes that a property's use has changed; the history stays.
   * @throws DomainError not-found, property-change-in-future, property-change-out-of-order, property-is-leased
   */
  async changeState(
    tx: Tx,
    community: string,
    code: string,
    change: { state: PropertyState; since: LocalDate },
  ): Promise<PropertyRow & { changes: PropertyChange[] }> {
    checkChangeDay(change.since, tx.today, '/since');
    const [taken] = await takenCodes(tx, community, [code]);
    if (taken === undefined) throw new DomainError('not-found');
    await insertState(tx, community, code, change);
    tx.audit({
      action: 'property-state-changed',
      subjectKind: 'property',
      subjectId: code,
      sentence: `资产 ${code} 自${chineseDate(change.since)}起${STATE_NAMES[change.state]}`,
      after: change,
    });
    return this.property(tx, community, code);
  }

  /** One property today, with the history of its use. @throws DomainError not-found */
  async property(
    tx: ReadTx,
    community: string,
    code: string,
  ): Promise<PropertyRow & { changes: PropertyChange[] }> {
    const property = await propertyOn(tx, community, code, tx.today);
    if (property === undefined) throw new DomainError('not-found');
    return { ...property, changes: await changesOf(tx, community, code) };
  }

  /** The register as it stands on a day. */
  async list(
    tx: ReadTx,
    community: string,
    day: LocalDate,
    filter: { state?: PropertyState | undefined; after?: string; limit?: number },
  ): Promise<PropertyRow[]> {
    const { state, ...page } = filter;
    return propertiesOn(tx, community, day, { ...page, ...(state === undefined ? {} : { state }) });
  }
}

function checkChangeDay(since: string, today: LocalDate, pointer: string): void {
  if (since > today) {
    throw new DomainError('property-change-in-future', { date: since, today }, [
      { pointer, detail: `不能晚于今天 ${today}。` },
    ]);
  }
}
