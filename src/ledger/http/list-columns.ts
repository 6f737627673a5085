import type { Column } from '../../platform/http/table-file.js';
import type { PostingRuleRow } from '../book-rules.service.js';
import type { DimensionItemRow, DimensionRow } from '../dimensions.service.js';
import type { VoucherTemplate } from '../templates.service.js';

export const RULE_COLUMNS: readonly Column<PostingRuleRow>[] = [
  { title: '类别', value: ({ kind }) => kind },
  { title: '规则', value: ({ name }) => name },
  { title: '版本', value: ({ version }) => version },
  { title: '分录', value: ({ entry }) => entry, width: 40 },
  { title: '依据', value: ({ basis }) => basis, width: 30 },
  { title: '是否启用', value: ({ enabled }) => (enabled ? '启用' : '停用') },
  { title: '最近决定人', value: ({ decisions }) => decisions[0]?.by ?? null },
  { title: '理由', value: ({ decisions }) => decisions[0]?.reason ?? null, width: 30 },
];

export const TEMPLATE_COLUMNS: readonly Column<VoucherTemplate>[] = [
  { title: '模板', value: ({ name }) => name, width: 30 },
  { title: '分录数', value: ({ lines }) => lines.length },
];

export const DIMENSION_COLUMNS: readonly Column<DimensionRow>[] = [
  { title: '代码', value: ({ code }) => code },
  { title: '名称', value: ({ name }) => name },
  { title: '来源', value: ({ builtIn }) => (builtIn ? '随账套' : '自设') },
];

export const ITEM_COLUMNS: readonly Column<DimensionItemRow>[] = [
  { title: '代码', value: ({ code }) => code },
  { title: '名称', value: ({ name }) => name, width: 30 },
  { title: '停用日期', value: ({ closedOn }) => closedOn },
];
