import type { StandardMapping } from './standard-mapping.js';

const KEPT = [
  ...['1001', '1002', '1009', '1101', '1102', '1111', '1121', '1122', '1131', '1141', '1201'],
  ...['1202', '1301', '1401', '1402', '1421', '1501', '1502', '1505', '1506', '1509', '1601'],
  ...['2101', '2201', '2202', '2203', '2204', '2206', '2209', '2301', '2501', '2502', '2601'],
  ...['3101', '3102', '4101', '4201', '4301', '4401', '4501', '4601', '4901', '5101'],
];

/**
 * 民间非营利组织会计制度 of 财会〔2004〕7号 to that of 财会〔2024〕25号 at 2026-01-01 (财会〔2025〕6号 新旧衔接规定). The codes of
 * 2024 come from one public source and are to be compared with the official text before they are relied on.
 */
export const NON_PROFIT_2004_TO_2024: StandardMapping = {
  from: 'non-profit-2004',
  to: 'non-profit-2024',
  effectiveOn: '2026-01-01',
  verified: false,
  codes: [
    ...KEPT.map((code) => ({ from: code, to: code, reason: '编号不变' })),
    { from: '1701', to: '1801', reason: '受托代理资产改编号；1701 改为长期待摊费用' },
    { from: '2401', to: '2503', reason: '预计负债改编号，列入非流动负债' },
    { from: '5201', to: '5301', reason: '管理费用改编号；5201 改为税金及附加' },
    { from: '5301', to: '5401', reason: '筹资费用改编号；5301 改为管理费用' },
    { from: '5401', to: '5901', reason: '其他费用改编号；5401 改为筹资费用' },
  ],
};
