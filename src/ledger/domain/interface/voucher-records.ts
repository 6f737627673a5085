import { Money } from '../../../kernel/money.js';
import type { InterfaceLine, InterfaceVoucher, InterfaceYear } from './interface-book.js';
import { itemFields } from './ledger-records.js';
import { compactDate, CURRENCY } from './public-records.js';
import { record } from './xml-text.js';

const ZERO = Money.ZERO.toString();

/** 记账凭证: one record for each line, the voucher's own facts on every one. */
export function* voucherRecords(book: InterfaceYear, voucher: InterfaceVoucher): Generator<string> {
  for (const line of voucher.lines) {
    const [debit, credit] = sidesOf(line);
    yield record('记账凭证', [
      ['记账凭证日期', compactDate(voucher.date)],
      ['会计年度', book.year],
      ['会计期间号', Number(voucher.month.slice(5))],
      ['记账凭证类型编号', voucher.word],
      ['记账凭证编号', voucher.no],
      ['记账凭证行号', line.lineNo],
      ['记账凭证摘要', line.summary],
      ['科目编号', line.accountCode],
      ...itemFields(book, line.items),
      ['币种编码', CURRENCY],
      ['计量单位', null],
      ['借方数量', ZERO],
      ['借方原币金额', debit],
      ['借方本币金额', debit],
      ['贷方数量', ZERO],
      ['贷方原币金额', credit],
      ['贷方本币金额', credit],
      ['汇率类型编号', null],
      ['汇率', '1'],
      ['单价', ZERO],
      ['结算方式编码', null],
      ['票据类型', null],
      ['票据号', null],
      ['票据日期', null],
      ['附件数', voucher.attachmentCount],
      ['制单人', voucher.maker],
      ['审核人', voucher.reviewer],
      ['记账人', voucher.poster],
      ['记账标志', '1'],
      ['作废标志', '0'],
      ['凭证来源系统', '公账'],
      ['凭证头可扩展字段结构值', null],
      ['分录行可扩展字段结构值', null],
    ]);
  }
}

/** 现金流量凭证项目数据: the lines of money with their items; what flows the other way is negative. */
export function* cashFlowRecords(
  book: InterfaceYear,
  voucher: InterfaceVoucher,
): Generator<string> {
  const items = new Map(book.cashFlowItems.map((item) => [item.code, item]));
  let lineNo = 0;
  for (const line of voucher.lines) {
    if (line.cashFlowItem === null) continue;
    lineNo += 1;
    const incoming = items.get(line.cashFlowItem)?.direction !== 'out';
    const along = incoming === (line.side === 'debit');
    const amount = (along ? line.amount : line.amount.negated()).toString();
    yield record('现金流量凭证项目数据', [
      ['记账凭证类型编号', voucher.word],
      ['记账凭证编号', voucher.no],
      ['现金流量行号', lineNo],
      ['现金流量摘要', line.summary],
      ['现金流量项目编码', line.cashFlowItem],
      ['现金流量项目属性', incoming ? '流入' : '流出'],
      ['币种编码', CURRENCY],
      ['现金流量原币金额', amount],
      ['现金流量本币金额', amount],
    ]);
  }
}

function sidesOf({ side, amount }: InterfaceLine): readonly [string, string] {
  return side === 'debit' ? [amount.toString(), ZERO] : [ZERO, amount.toString()];
}
