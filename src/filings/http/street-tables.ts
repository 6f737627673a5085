import { localDateOf } from '../../kernel/local-date.js';
import type { Column } from '../../platform/http/table-file.js';
import { FILING_STATE_NAMES } from '../domain/filing-state.js';
import type { FiledFigures, InboxRow } from '../street.service.js';

/** The inbox as a list to take away. */
export const INBOX_COLUMNS: readonly Column<InboxRow>[] = [
  { title: '社区代码', value: (row) => row.communityCode },
  { title: '社区', value: (row) => row.communityName },
  { title: '季度', value: (row) => row.quarter },
  { title: '版次', value: (row) => row.version },
  { title: '状态', value: (row) => FILING_STATE_NAMES[row.state] },
  { title: '报告文号', value: (row) => row.documentNumber, width: 28 },
  { title: '应报日期', value: (row) => row.dueOn },
  { title: '报送日期', value: (row) => dayOf(row.submittedAt) },
  { title: '逾期', value: (row) => (row.late === true ? '是' : '否') },
  { title: '备案号', value: (row) => row.number, width: 28 },
  { title: '退回理由', value: (row) => row.reasons, width: 40 },
];

/** The league table as a list to take away. */
export const LEAGUE_COLUMNS: readonly Column<
  FiledFigures & { rank: number; useRate: string | null; answerRate: string | null }
>[] = [
  { title: '名次', value: (row) => row.rank },
  { title: '社区代码', value: (row) => row.code },
  { title: '社区', value: (row) => row.name },
  { title: '街道', value: (row) => row.streetName },
  { title: '收入', value: (row) => row.income },
  { title: '支出', value: (row) => row.expenditure },
  { title: '期末余额', value: (row) => row.closing },
  { title: '资产使用率（%）', value: (row) => row.useRate },
  { title: '按期报送', value: (row) => (row.onTime ? '是' : '否') },
  { title: '异议', value: (row) => row.objections },
  { title: '已答复', value: (row) => row.answered },
  { title: '答复率（%）', value: (row) => row.answerRate },
  { title: '状态', value: (row) => FILING_STATE_NAMES[row.state] },
];

function dayOf(instant: string | null): string {
  return instant === null ? '' : localDateOf(new Date(instant));
}
