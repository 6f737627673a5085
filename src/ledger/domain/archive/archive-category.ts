/** How long a paper is kept at least: years, or for ever. */
export type Retention = 10 | 30 | 'permanent';

/** The kinds of papers of an archive package, each with its folder's name and its term (会计档案管理办法 附表1). */
export const ARCHIVE_CATEGORIES = {
  voucher: { name: '会计凭证', retention: 30 },
  'source-document': { name: '原始凭证', retention: 30 },
  // 财会〔2024〕11号 第三十一条: archived with the electronic document whose booking it tells.
  booking: { name: '入账信息', retention: 30 },
  ledger: { name: '会计账簿', retention: 30 },
  'annual-statement': { name: '年度财务会计报告', retention: 'permanent' },
  'monthly-statement': { name: '月度财务会计报告', retention: 10 },
  reconciliation: { name: '银行存款余额调节表', retention: 10 },
  // Of the community rather than of its books: kept as long as vouchers, which the table leaves to the keeper.
  minutes: { name: '监督会议纪要', retention: 30 },
  notice: { name: '财务公示', retention: 30 },
  filing: { name: '季度备案', retention: 30 },
} as const satisfies Readonly<Record<string, { name: string; retention: Retention }>>;

/** A kind of paper in an archive package. */
export type ArchiveCategory = keyof typeof ARCHIVE_CATEGORIES;

/** 保管期限 as the law writes it. */
export function retentionName(category: ArchiveCategory): '10年' | '30年' | '永久' {
  const { retention } = ARCHIVE_CATEGORIES[category];
  if (retention === 'permanent') return '永久';
  return retention === 10 ? '10年' : '30年';
}

/** The day from which the paper of a year may be appraised; null for what is kept for ever. Terms begin the day after the year. */
export function keptUntil(category: ArchiveCategory, year: number): string | null {
  const { retention } = ARCHIVE_CATEGORIES[category];
  return retention === 'permanent' ? null : `${year + 1 + retention}-01-01`;
}
