import { amountInWords } from '../../kernel/amount-in-words.js';
import { chineseDate, localDateOf, parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { chineseMonth, lastDay, parseMonth } from '../../kernel/month.js';
import { chineseQuarter, monthsOf, parseQuarter } from '../../kernel/quarter.js';
import { standardName } from '../../ledger/domain/standards/standard.js';
import { SIDES, type Side } from '../../notices/domain/notice-text.js';
import { isOperating, NATURE_NAMES } from '../../oversight/domain/nature.js';
import type { FiledBook, FiledItem, FiledMonth, FilingData } from './filing-data.js';

/** A section of the report: 一、…… and its paragraphs. */
export interface Section {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

const NAMED_ITEMS = 3;

/** The six sections of a quarterly report, written from its figures. */
export function reportSections(data: FilingData): Section[] {
  return [
    { heading: '基本情况', paragraphs: general(data) },
    { heading: '收入情况', paragraphs: flowSection(data, 'income') },
    { heading: '支出情况', paragraphs: flowSection(data, 'expenditure') },
    { heading: '资产与债权债务', paragraphs: position(data) },
    { heading: '公示与监督审核情况', paragraphs: oversight(data) },
    { heading: '存在问题及下一步', paragraphs: problems(data) },
  ];
}

/** 关于示范社区2026年第一季度集体经济收支情况的报告 */
export function reportTitle({ community, quarter }: FilingData): string {
  return `关于${community.name}${chineseQuarter(parseQuarter(quarter))}集体经济收支情况的报告`;
}

/** The share of properties that are let or used by the community itself, in per cent; null without properties. */
export function useRate(assets: FilingData['assets']): string | null {
  const { total, leased, ownUse } = assets;
  return total === 0 ? null : (((leased + ownUse) * 100) / total).toFixed(2);
}

/** The residents' committee that a community's papers are issued by. */
export function committeeName({ name }: FilingData['community']): string {
  return /居(民)?委(员)?会$/.test(name) ? name : `${name}居民委员会`;
}

/** The last day of the quarter, 2026年3月31日. */
export function quarterEnd({ quarter }: FilingData): string {
  return chineseDate(lastDay(monthsOf(parseQuarter(quarter))[2]));
}

/** 1,234.50元 */
export function yuan(amount: string): string {
  return `${Money.of(amount).format()}元`;
}

/** 1,234.50元（人民币壹仟贰佰叁拾肆元伍角整） */
export function yuanInWords(amount: string): string {
  return `${yuan(amount)}（人民币${amountInWords(Money.of(amount))}）`;
}

function general(data: FilingData): string[] {
  const { community, books, totals, months } = data;
  const named = books
    .map(({ name, standard }) => `${name}（执行《${standardName(standard)}》）`)
    .join('、');
  const list = months.map(({ month }) => chineseMonth(parseMonth(month)).slice(5)).join('、');
  return [
    `${community.name}位于${community.districtName}${community.streetName}，设${named}，共${books.length}个账套，独立核算，收支分账户管理。`,
    ...replacing(data),
    `本报告的数字取自${data.quarter.slice(0, 4)}年${list}的月报。各月月报均经居务监督委员会会议审核通过并已向居民公示。`,
    `季初各账套银行存款合计${yuan(totals.opening)}，本季度收款${yuan(totals.income)}，付款${yuan(totals.expenditure)}。` +
      `截至${quarterEnd(data)}，银行存款合计${yuanInWords(totals.closing)}，另有备用金${yuan(totals.pettyCash)}。`,
  ];
}

/** What a later version answers. */
function replacing({ replaces }: FilingData): string[] {
  if (replaces === null) return [];
  const { version, documentNumber, submittedOn, reasons, byStreet } = replaces;
  const submitted = submittedOn === null ? '' : `${day(submittedOn)}报送的`;
  const why = byStreet ? `街道退回意见“${trimmed(reasons)}”` : `撤回理由“${trimmed(reasons)}”`;
  return [
    `本报告是第${version + 1}版，替代${submitted}第${version}版（${documentNumber}）。${why}，本报告已据此补充。`,
  ];
}

function trimmed(text: string): string {
  return text.replace(/[。．.]$/, '');
}

function flowSection({ books, totals }: FilingData, side: Side): string[] {
  return [
    `本季度各账套${SIDES[side].all}合计${yuanInWords(totals[side])}。`,
    ...books.map((book) => bookFlow(book, side)),
  ];
}

function bookFlow(book: FiledBook, side: Side): string {
  const { all } = SIDES[side];
  if (Money.of(book[side]).isZero()) return `${book.name}：本季度没有${all}。${bridge(book, side)}`;
  const months = book.months
    .map((flow) => `${chineseMonth(parseMonth(flow.month)).slice(5)}${yuan(flow[side])}`)
    .join('，');
  const items = side === 'income' ? book.incomeItems : book.expenditureItems;
  return `${book.name}：${all}${yuanInWords(book[side])}，其中${months}。${parted(book, side)}${largest(items)}${bridge(book, side)}`;
}

/** What of it is income or expenditure, and what only changes its place. */
function parted(book: FiledBook, side: Side): string {
  const { operating, other, others } = partsOfSide(book, side);
  if (others.length === 0) return `全部是${SIDES[side].operating}。`;
  const each = others.map(({ nature, amount }) => `${NATURE_NAMES[nature]}${yuan(amount)}`);
  return `其中${SIDES[side].operating}${yuan(operating)}，${SIDES[side].other}${yuan(other)}（${each.join('，')}）。`;
}

function partsOfSide(book: FiledBook, side: Side): FiledBook['incomeParts'] {
  return side === 'income' ? book.incomeParts : book.expenditureParts;
}

/** From what was received or paid to what the statements say (权责发生制). */
function bridge(book: FiledBook, side: Side): string {
  const { operating } = partsOfSide(book, side);
  const recognised = side === 'income' ? book.recognised.income : book.recognised.expense;
  const gap = Money.of(recognised).minus(Money.of(operating));
  const name = side === 'income' ? '收入' : '费用';
  if (gap.isZero()) return `报表${name}与此相同。`;
  const way = gap.isPositive() ? '加上' : '减去';
  const why =
    side === 'income' ? '应收未收、转账更正等不经收款的收入' : '计提、备用金报销等不经付款的费用';
  return `${way}${why}${yuan(gap.abs().toString())}，即报表${name}${yuan(recognised)}。`;
}

function largest(items: readonly FiledItem[]): string {
  const own = items.filter(({ nature }) => isOperating(nature));
  const shown = own
    .slice(0, NAMED_ITEMS)
    .map(({ item, amount }) => `${leafName(item)}${yuan(amount)}`);
  if (shown.length === 0) return '';
  const label = own.length > NAMED_ITEMS ? '主要项目' : '项目';
  return `${label}：${shown.join('，')}。`;
}

/** The last part of an account's full name: 保安服务费 of 经营支出—保安服务费. */
function leafName(name: string): string {
  return name.split('—').at(-1) ?? name;
}

function position(data: FilingData): string[] {
  const { assets, books, charity } = data;
  const rate = useRate(assets);
  const properties =
    rate === null
      ? '资产名册没有登记物业。'
      : `截至${quarterEnd(data)}，资产名册登记物业${assets.total}处，其中出租${assets.leased}处、自用${assets.ownUse}处、闲置${assets.idle}处，使用率${rate}%。${leased(assets)}`;
  const claims = books.map(
    ({ name, receivablesTotal, payablesTotal }) =>
      `${name}债权${yuan(receivablesTotal)}、债务${yuan(payablesTotal)}`,
  );
  return [
    properties,
    invested(books),
    `${claims.join('；')}。`,
    `慈善资金本季度接受捐赠${charity.donations}笔，收到${yuan(charity.received)}，使用${yuan(charity.spent)}。${restricted(data)}`,
  ];
}

/** How much of the letting the books carry, and what is owed. */
function leased({ leased: count, leases, receivableRent }: FilingData['assets']): string {
  const rest = count - leases.length;
  const contracts =
    count === 0
      ? ''
      : leases.length === 0
        ? '出租资产的租约尚未录入，租金未在账内核算。'
        : rest > 0
          ? `已录入租约${leases.length}份，其余${rest}处只登记了出租状态，租金未在账内核算。`
          : `租约${leases.length}份全部录入。`;
  return `${contracts}季末应收未收租金${yuan(receivableRent)}。`;
}

/** What is laid out beside the bank accounts. */
function invested(books: readonly FiledBook[]): string {
  const each = books.flatMap(({ name, investments }) =>
    investments.map((one) => `${name}${one.name}${yuan(one.amount)}`),
  );
  if (each.length === 0) return '各账套没有投资和定期存款。';
  return `投资和定期存款：${each.join('，')}。不在前述银行存款之内。`;
}

function restricted(data: FilingData): string {
  const { charity } = data;
  const bound = charity.funds.filter((fund) => fund.restricted);
  if (bound.length === 0) return '';
  const each = bound.map(({ name, closing }) => `${name}${yuan(closing)}`).join('，');
  return `限定用途的专项结余：${each}。${agreed(data)}`;
}

/** The relation between the restricted accounts and the restricted funds. */
function agreed({ books }: FilingData): string {
  return books
    .flatMap(({ restriction }) => restriction ?? [])
    .map(
      ({ netAssets, funds }) =>
        `限定性净资产和未结转的限定性收入合计${yuan(netAssets)}，${netAssets === funds ? '等于' : '不等于'}限定专项结余合计${yuan(funds)}。`,
    )
    .join('');
}

function oversight({ months, compiledAt }: FilingData): string[] {
  const compiledOn = localDateOf(new Date(compiledAt));
  return months.map((month) => reviewed(month, compiledOn));
}

function reviewed({ month, meeting, notice }: FiledMonth, compiledOn: string): string {
  const { approve, reject, abstain, recused, items } = meeting;
  const votes = `同意${approve}票、不同意${reject}票、弃权${abstain}票`;
  const aside = recused === 0 ? '' : `（回避${recused}人次）`;
  const each = items === 0 ? '' : `，对${items}笔支出逐笔表决${aside}`;
  const until = notice.through < compiledOn ? '' : `截至${day(compiledOn)}`;
  const objected =
    notice.objections === 0
      ? '没有收到异议'
      : `收到异议${notice.objections}件，已答复${notice.answered}件`;
  return (
    `${chineseMonth(parseMonth(month)).slice(5)}：居务监督委员会于${day(meeting.heldOn)}开会，应到${meeting.members}人，实到${meeting.present}人${each}，` +
    `对全月收支表决${votes}，审核通过。月报于${day(localDateOf(new Date(notice.publishedAt)))}公示，` +
    `公示期自${day(notice.from)}至${day(notice.through)}，共${notice.days}日，${until}${objected}。`
  );
}

function problems({ problems: found, plans }: FilingData): string[] {
  const numbered = (sentences: readonly string[]): string[] =>
    sentences.map((sentence, index) => `${index + 1}．${sentence}`);
  return [
    ...(found.length === 0 ? ['本季度账目和公示中没有发现需要说明的问题。'] : numbered(found)),
    ...(plans.length === 0 ? [] : ['下一步：', ...numbered(plans)]),
  ];
}

function day(date: string): string {
  return chineseDate(parseLocalDate(date));
}
