import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { LocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { parseMonth, type Month } from '../kernel/month.js';
import { only } from '../platform/database/only.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import {
  dueDay,
  linesOf,
  type TemplateLine,
  type TemplateSchedule,
} from './domain/voucher-template.js';
import { closedMonths } from './storage/months.queries.js';
import {
  deleteTemplate,
  insertRecurring,
  listTemplates,
  madeInMonth,
  saveTemplate,
  type KeptTemplateLine,
  type TemplateRow,
} from './storage/templates.queries.js';
import { VouchersService } from './vouchers.service.js';

export type { KeptTemplateLine } from './storage/templates.queries.js';

/** A template as it is written. */
export interface NewTemplate {
  readonly name: string;
  readonly lines: readonly KeptTemplateLine[];
  readonly schedule?: TemplateSchedule;
}

/** A template as it is shown. */
export interface VoucherTemplate {
  readonly id: string;
  readonly name: string;
  readonly lines: readonly KeptTemplateLine[];
  readonly schedule: TemplateSchedule | null;
}

/** What a month's recurring vouchers came to. */
export interface RecurringVouchers {
  /** Drafts that were made now. */
  readonly made: readonly {
    readonly templateId: string;
    readonly name: string;
    readonly id: string;
  }[];
  /** Vouchers of the month that had been made before. */
  readonly before: readonly {
    readonly templateId: string;
    readonly name: string;
    readonly id: string;
  }[];
}

/** Voucher templates, by hand and by the month; what they make are drafts like any other. */
@Injectable()
export class TemplatesService {
  constructor(private readonly vouchers: VouchersService) {}

  async list(tx: ReadTx, community: string, bookNo: number): Promise<VoucherTemplate[]> {
    return (await listTemplates(tx, community, bookNo)).map(shown);
  }

  /**
   * Keeps a template, anew or in place of the one of this id; a recurring one has all its amounts.
   * @throws DomainError not-found, voucher-template-exists, template-amount-missing
   */
  async save(
    tx: Tx,
    community: string,
    bookNo: number,
    template: NewTemplate,
    id?: string,
  ): Promise<VoucherTemplate> {
    if (template.schedule !== undefined) linesOf(ruled(template.lines));
    const row = kept(template, id ?? randomUUID());
    const saved = await saveTemplate(tx, community, bookNo, row, id === undefined);
    if (!saved) throw new DomainError('not-found');
    tx.audit({
      action: 'voucher-template-saved',
      subjectKind: 'voucher-template',
      subjectId: row.id,
      sentence: `第${bookNo}账套保存凭证模板：${template.name}`,
      after: template,
    });
    return shown(row);
  }

  /** Throws a template away; what it made stays. @throws DomainError not-found */
  async discard(tx: Tx, community: string, bookNo: number, id: string): Promise<void> {
    if (!(await deleteTemplate(tx, community, bookNo, id))) throw new DomainError('not-found');
    tx.audit({
      action: 'voucher-template-deleted',
      subjectKind: 'voucher-template',
      subjectId: id,
      sentence: `第${bookNo}账套删除凭证模板`,
    });
  }

  /**
   * Drafts a voucher from a template; amounts by line number from 1.
   * @throws DomainError not-found, template-amount-missing, template-line-unknown, as VouchersService.create
   */
  async use(
    tx: Tx,
    community: string,
    bookNo: number,
    id: string,
    voucher: { date: LocalDate; attachmentCount: number; amounts: ReadonlyMap<number, Money> },
  ): Promise<string> {
    const { date, attachmentCount, amounts } = voucher;
    const template = (await listTemplates(tx, community, bookNo)).find((one) => one.id === id);
    if (template === undefined) throw new DomainError('not-found');
    const lines = linesOf(ruled(template.lines), amounts);
    return only(
      await this.vouchers.create(tx, community, bookNo, [{ date, attachmentCount, lines }]),
    );
  }

  /**
   * Drafts what is due in a month by today, each template once; asked again it makes nothing more.
   * @throws DomainError recurring-voucher-made when somebody does the same at this moment, as VouchersService.create
   */
  async makeDue(
    tx: Tx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<RecurringVouchers> {
    const templates = await listTemplates(tx, community, bookNo);
    const earlier = await madeInMonth(tx, community, bookNo, month);
    const known = new Map(earlier.map(({ templateId, voucherId }) => [templateId, voucherId]));
    const due = templates.flatMap((template) => {
      const date = dueDay(scheduleOf(template), month);
      const waits = date === null || date > tx.today || known.has(template.id);
      return waits ? [] : [{ template, date }];
    });
    const state = due.length === 0 ? undefined : (await closedMonths(tx, community)).get(month);
    if (state !== undefined) {
      throw new DomainError('month-not-open', { month, state }, [
        { pointer: '/month', detail: '这个月份已不再记账。' },
      ]);
    }
    const ids =
      due.length === 0
        ? []
        : await this.vouchers.create(
            tx,
            community,
            bookNo,
            due.map(({ template, date }) => ({
              date,
              attachmentCount: 0,
              lines: linesOf(ruled(template.lines)),
            })),
            (index) => `/templates/${due[index]?.template.id ?? ''}`,
          );
    const made = due.map(({ template: { id: templateId, name } }, index) => ({
      templateId,
      name,
      id: ids[index] ?? '',
    }));
    const rows = made.map(({ templateId, id: voucherId }) => ({ templateId, voucherId }));
    if (rows.length > 0) await insertRecurring(tx, community, bookNo, month, rows);
    const before = earlier.map(({ templateId, voucherId: id }) => ({
      templateId,
      name: templates.find((one) => one.id === templateId)?.name ?? '（已删除的模板）',
      id,
    }));
    return { made, before };
  }
}

function ruled(lines: readonly KeptTemplateLine[]): TemplateLine[] {
  return lines.map(({ amount, ...line }) => ({
    ...line,
    ...(amount === undefined ? {} : { amount: Money.of(amount) }),
  }));
}

function kept({ name, lines, schedule }: NewTemplate, id: string): TemplateRow {
  return {
    id,
    name,
    lines,
    dueDay: schedule === undefined ? null : schedule.day === 'last' ? 0 : schedule.day,
    dueFrom: schedule?.from ?? null,
    dueThrough: schedule?.through ?? null,
  };
}

function scheduleOf({ dueDay: day, dueFrom, dueThrough }: TemplateRow): TemplateSchedule | null {
  if (day === null || dueFrom === null) return null;
  return {
    day: day === 0 ? 'last' : day,
    from: parseMonth(dueFrom),
    ...(dueThrough === null ? {} : { through: parseMonth(dueThrough) }),
  };
}

function shown(row: TemplateRow): VoucherTemplate {
  return { id: row.id, name: row.name, lines: row.lines, schedule: scheduleOf(row) };
}
