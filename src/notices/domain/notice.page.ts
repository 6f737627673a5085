import { Money } from '../../kernel/money.js';
import { chineseMonth, parseMonth } from '../../kernel/month.js';
import { html, type Markup, type Part } from './html.js';
import { day, figure, shortDay, tableHead, yuan } from './notice-cells.js';
import { claimsTable, estateSections, fundTable } from './notice-estate.page.js';
import type {
  MovementParts,
  NoticeBook,
  NoticeContent,
  NoticeMovement,
  NoticeObjection,
} from './notice-content.js';
import {
  BOOK_KIND_NAMES,
  commonHandler,
  meetingLines,
  natureMark,
  noticeTitle,
  cashAlertLine,
  othersLine,
  shortVote,
  SIDES,
  signatureLabels,
  subtotalLine,
  type Side,
} from './notice-text.js';
import { page } from './page.js';

/** Where a live page puts what came after the posting; the frozen bytes hold this comment. */
export const LIVE_PLACE = '<!-- 公示后的异议与答复 -->';
const LIVE_COMMENT = html`<!-- 公示后的异议与答复 -->`;

/** The notice as a page that stands alone: frozen at publication. */
export function noticePage(content: NoticeContent): string {
  const title = noticeTitle(content);
  return page(title, head(content, title), body(content), foot(content)).toString();
}

function head(content: NoticeContent, title: string): Part {
  const { community, period, phone, correction, url, id } = content;
  return html`
<p class="centre soft">${community.districtName}${community.streetName}</p>
<h1>${title}</h1>
<dl>
<dt>公示期</dt><dd>${day(period.from)}至${day(period.through)}（${period.days}日，自张贴次日起算）</dd>
<dt>张贴日期</dt><dd>${day(period.postedOn)}</dd>
<dt>监督电话</dt><dd>${phone ?? '＿＿＿＿＿＿＿＿'}</dd>
<dt>提出异议</dt><dd>公示期内向居务监督委员会提出，或在网上提出<span class="print">：${url}</span></dd>
</dl>
<p class="screen centre"><a class="button" href="/notices/${id}#objection">我要提异议</a></p>${
    correction === null
      ? null
      : html`
<p class="alert"><strong>更正公示</strong>：本公示取代<a href="/notices/${correction.supersedes}">原公示</a>。更正理由：${correction.reason}</p>`
  }`;
}

function body(content: NoticeContent): Part {
  const { earlier } = content;
  return [
    contents(content),
    content.books.map(bookSection),
    estateSections(content),
    html`
<section aria-labelledby="meeting"><h2 id="meeting">居务监督委员会审议结果</h2>
${meetingLines(content).map((line) => html`<p>${line}</p>`)}</section>
<section aria-labelledby="earlier"><h2 id="earlier">上期公示的异议与答复</h2>
${earlier.length === 0 ? html`<p>上期没有异议。</p>` : earlier.map(objectionBox)}</section>
${LIVE_COMMENT}`,
    proof(content),
    html`
<ul class="signatures" aria-label="签字">
${signatureLabels(content).map((label) => html`<li>${label}：</li>`)}
</ul>`,
  ];
}

/** Where on the page each book and each decision stands. */
function contents({ books, id }: NoticeContent): Markup {
  const places: [string, string][] = [
    ...books.map(({ bookNo, name }): [string, string] => [`#book-${bookNo}`, name]),
    ['#assets', '集体资产'],
    ['#meeting', '审议结果'],
    [`/notices/${id}#objection`, '异议和答复'],
  ];
  return html`
<nav class="screen contents" aria-label="目录"><ul>
${places.map(([href, name]) => html`<li><a href="${href}">${name}</a></li>`)}
</ul></nav>`;
}

function proof({ month, reportVersion, sha256, books, log }: NoticeContent): Markup {
  return html`
<section aria-labelledby="proof"><h2 id="proof">核对</h2>
<p class="small">数字取自${chineseMonth(parseMonth(month))}月度报告第 ${reportVersion} 版，张贴后不再改动。下列校验值与账簿和操作日志一一对应，事后改动任何一笔，校验值都会不同。</p>
<dl class="small codes">
<dt>报告</dt><dd><code>${sha256}</code></dd>
${books.map(
  ({ name, chain }) =>
    html`<dt>${name}</dt><dd>凭证 ${chain.seq} 张 <code>${chain.head}</code></dd>`,
)}
<dt>操作日志</dt><dd>记录 ${log.seq} 条 <code>${log.head}</code></dd>
</dl></section>`;
}

function bookSection(book: NoticeBook): Markup {
  const id = `book-${book.bookNo}`;
  const petty = Money.of(book.pettyCash).isZero() ? '' : `另有备用金 ${yuan(book.pettyCash)} 元。`;
  return html`
<section aria-labelledby="${id}"><h2 id="${id}">${book.name}（${BOOK_KIND_NAMES[book.kind]}）</h2>
<table class="balance"><tbody>
${[balanceRow('期初余额', book.opening), balanceRow('＋ 本月收款', book.incomeTotal), partRows('income', book.incomeParts), balanceRow('－ 本月付款', book.expenditureTotal), partRows('expenditure', book.expenditureParts), balanceRow('＝ 期末余额', book.closing)]}
</tbody></table>
<p class="small soft">收入户与支出户银行存款合计，单位：元。${petty}</p>
<h3>本月收入和其他收款（${book.income.length} 笔）</h3>
${movementTable('income', book.income, book.incomeTotal)}
${small(othersLine('income', book.incomeParts))}
${small(subtotalLine(book.incomeSubtotals))}
<h3>本月支出和其他付款（${book.expenditure.length} 笔）</h3>
${small(handledBy(book.expenditure))}
${movementTable('expenditure', book.expenditure, book.expenditureTotal)}
${small(othersLine('expenditure', book.expenditureParts))}
${small(subtotalLine(book.expenditureSubtotals))}
${pettyCash(book)}
${small(cashAlertLine(book))}
<h3>债权债务</h3>
${claimsTable('应收', book.receivables, book.receivablesTotal)}
${claimsTable('应付', book.payables, book.payablesTotal)}
${fundTable(book.funds)}
</section>`;
}

/** What was paid from petty cash, line by line. */
function pettyCash({
  pettyCashSpent: spent,
  pettyCashSpentTotal: total,
}: NoticeBook): Markup | null {
  if (spent.length === 0) return null;
  return html`
<h3>备用金支出（${spent.length} 笔）</h3>
<table class="rows moves">${tableHead(['日期', '凭证', '用途', '表决', '金额（元）'], 1)}
<tbody>${spent.map(
    (m) =>
      html`<tr><td class="nowrap">${shortDay(m.date)}</td><td class="nowrap">${m.voucher}</td><td class="wide">${m.item}</td><td class="soft">${m.vote === null ? '' : shortVote(m.vote)}</td>${figure(m.amount)}</tr>`,
  )}</tbody>
<tfoot><tr><th scope="row" colspan="4">备用金支出合计</th>${figure(total)}</tr></tfoot></table>`;
}

function balanceRow(label: string, amount: string): Markup {
  return html`<tr><th scope="row">${label}</th>${figure(amount)}</tr>`;
}

/** Of what came in, what is income; of what went out, what is expenditure. */
function partRows(side: Side, { operating, other, others }: MovementParts): Markup | null {
  if (others.length === 0) return null;
  const { operating: name, other: otherName } = SIDES[side];
  return html`<tr class="part"><th scope="row">其中：${name}</th>${figure(operating)}</tr><tr class="part"><th scope="row">${otherName}</th>${figure(other)}</tr>`;
}

function handledBy(movements: readonly NoticeMovement[]): string | null {
  const handler = commonHandler(movements);
  return handler === null ? null : `以下各笔经办：${handler}。`;
}

function small(text: string | null): Markup | null {
  return text === null ? null : html`<p class="small">${text}</p>`;
}

function movementTable(side: Side, movements: readonly NoticeMovement[], total: string): Markup {
  if (movements.length === 0) return html`<p>本月没有发生。</p>`;
  const party = side === 'income' ? '来源' : '收款方';
  const common = commonHandler(movements) !== null;
  const handled = movements.some(({ handledBy, vote }) => handledBy !== null || vote !== null);
  const titles = [
    '日期',
    '凭证',
    '事由',
    party,
    ...(handled ? [common ? '审批、表决' : '经办、审批、表决'] : []),
  ];
  return html`
<table class="rows moves">${tableHead([...titles, '金额（元）'], 1)}
<tbody>${movements.map(
    (m) => html`
<tr><td class="nowrap">${shortDay(m.date)}</td><td class="nowrap">${m.voucher}</td><td class="wide">${m.item}${mark(natureMark(side, m))}</td><td class="wide">${m.counterparty ?? ''}</td>${
      handled ? html`<td class="small soft wide">${handling(m, common)}</td>` : null
    }${figure(m.amount)}</tr>`,
  )}
</tbody>
<tfoot><tr><th scope="row" colspan="${titles.length}">${SIDES[side].all}合计</th>${figure(total)}</tr></tfoot></table>`;
}

function mark(text: string | null): Markup | null {
  return text === null ? null : html` <span class="tag small">${text}</span>`;
}

/** Who handled and approved, and the vote; a name or a vote is not parted. */
function handling({ handledBy, approvedBy, vote }: NoticeMovement, common: boolean): Part {
  const named = (label: string, names: readonly string[]): Part =>
    names.length === 0
      ? []
      : [label, ...names.map((name) => html` <span class="nowrap">${name}</span>`), '；'];
  return [
    named('经办', common || handledBy === null ? [] : [handledBy]),
    named('审批', approvedBy),
    vote === null ? [] : html`<span class="nowrap">${shortVote(vote)}</span>`,
  ];
}

/** One objection with its answers. */
export function objectionBox(objection: NoticeObjection): Markup {
  const { receivedOn, name, line, text, replies } = objection;
  const about = line === null ? '' : `，对“${line}”`;
  return html`
<article class="talk"><p class="small soft">${day(receivedOn)}，${name ?? '居民'}${about}</p>
<p class="pre">${text}</p>
${
  replies.length === 0
    ? html`<p class="small soft">尚未答复。</p>`
    : replies.map(
        (reply) =>
          html`<blockquote><p class="small soft">${reply.by}，${day(reply.on)}答复</p><p class="pre">${reply.text}</p></blockquote>`,
      )
}</article>`;
}

function foot({ reportedBy, id }: NoticeContent): Part {
  return html`
<p class="small">编制：${reportedBy}。收款方、付款方和承租人是自然人的，姓名只显示姓氏。</p>
<p class="small screen"><a href="/notices">公示栏</a>　<a href="/notices/${id}.pdf">张贴版（PDF）</a></p>`;
}
