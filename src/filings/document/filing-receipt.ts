import { chineseDate, localDateOf } from '../../kernel/local-date.js';
import { chineseQuarter, parseQuarter } from '../../kernel/quarter.js';
import type { SheetDocument } from '../../platform/pdf/document.js';
import type { FilingReceipt } from '../domain/filing-receipt.js';
import { committeeName } from '../domain/filing-prose.js';
import { printedCode } from '../domain/verification-code.js';

/** The street's receipt as a sheet. */
export function receiptSheet(receipt: FilingReceipt): SheetDocument {
  const { community, quarter, number } = receipt;
  const period = chineseQuarter(parseQuarter(quarter));
  return {
    title: '集体经济季度报告备案回执',
    subtitle: number,
    blocks: [
      {
        kind: 'paragraph',
        text: `${committeeName(community)}报送的《关于${community.name}${period}集体经济收支情况的报告》（第${receipt.version}版）已收到，准予备案。`,
      },
      {
        kind: 'facts',
        items: [
          { label: '备案号', value: number },
          { label: '社区', value: `${community.name}（${community.code}）` },
          { label: '报告文号', value: receipt.documentNumber },
          { label: '报送日期', value: dayOf(receipt.submittedAt) },
          { label: '备案日期', value: dayOf(receipt.acceptedAt) },
          { label: '经办人', value: receipt.acceptedBy },
          { label: '备案意见', value: receipt.opinion ?? '无' },
          { label: '报告文本摘要', value: receipt.pdfSha256 },
          { label: '报告数据摘要', value: receipt.dataSha256 },
          { label: '核验码', value: printedCode(receipt.code) },
        ],
      },
      { kind: 'qr', url: receipt.verifyUrl, caption: '扫码核对报告' },
    ],
    signature: `${receipt.street}党工委`,
    date: dayOf(receipt.acceptedAt),
    createdAt: new Date(receipt.acceptedAt),
  };
}

function dayOf(instant: string): string {
  return chineseDate(localDateOf(new Date(instant)));
}
