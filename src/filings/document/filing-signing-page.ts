import { chineseDate, localDateOf } from '../../kernel/local-date.js';
import type { Block } from '../../platform/pdf/document.js';
import { SIGNING_ROLES, type SigningRole } from '../domain/filing-state.js';
import { printedCode } from '../domain/verification-code.js';
import type { FilingPaper } from './filing-paper.js';

/** What each signatory signs as. */
const SIGNS_AS: Readonly<Record<SigningRole, string>> = {
  accountant: '会计',
  director: '居民委员会主任',
  'party-secretary': '社区党组织书记',
  supervisor: '居务监督委员会',
};

/** Every member who was there when a month of the quarter was reviewed. */
function reviewers({ months }: FilingPaper['data']): string {
  const names = new Set(months.flatMap(({ meeting }) => meeting.presentNames));
  return `参加审核：${[...names].join('、')}`;
}

/** Who signed, the chain heads, and where the paper is checked. */
export function signingPage({ data, dataSha256, signatures, verifyUrl }: FilingPaper): Block[] {
  return [
    {
      kind: 'paragraph',
      text: '下列签字人对本报告及所附报表的真实、完整负责。',
    },
    {
      kind: 'signatures',
      perRow: 2,
      slots: SIGNING_ROLES.map((role) => {
        const signed = signatures.find((signature) => signature.role === role);
        const note = role === 'supervisor' ? { note: reviewers(data) } : {};
        return signed === undefined
          ? { role: SIGNS_AS[role], ...note }
          : {
              role: SIGNS_AS[role],
              ...note,
              name: signed.name,
              date: chineseDate(localDateOf(new Date(signed.signedAt))),
            };
      }),
    },
    {
      kind: 'table',
      table: {
        caption: '报告数据与各账套凭证链（至本季度末月报）',
        size: 8,
        columns: [
          { title: '账套', width: 1.7 },
          { title: '凭证张数', width: 0.8, kind: 'number' },
          { title: '数据摘要、链首（SHA-256）', width: 4.6 },
        ],
        rows: [
          { cells: ['报告数据', '', dataSha256] },
          ...data.books.map(({ name, chain }) => ({
            cells: [name, String(chain.seq), chain.head],
          })),
        ],
        note: '凭证被改动、增减或调换次序，链首随之不同。',
      },
    },
    {
      kind: 'facts',
      items: [{ label: '核验码', value: printedCode(data.code) }],
    },
    {
      kind: 'qr',
      url: verifyUrl,
      caption: '扫码核对：是否已报送、备案，凭证链是否仍与账簿相符',
    },
  ];
}
