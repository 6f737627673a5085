import { Money } from '../../kernel/money.js';
import { chineseMonth, parseMonth } from '../../kernel/month.js';
import { html, type Markup, type Part } from './html.js';
import { day, figure, shortDay, tableHead, yuan } from './notice-cells.js';
import { claimsTable, estateSections, fundTable } from './notice-estate.page.js';
import type {
  NoticeBook,
  NoticeContent,
  NoticeMovement,
  NoticeObjection,
} from './notice-content.js';
import {
  BOOK_KIND_NAMES,
  meetingLines,
  noticeTitle,
  shortVote,
  subtotalLine,
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
  const { community, period, phone, correction, url } = content;
  return html`
<p class="centre soft">${community.districtName}${community.streetName}</p>
<h1>${title}</h1>
<dl>
<dt>公示期</dt><dd>${day(period.from)}至${day(period.through)}（${period.days}日，自张贴次日起算）</dd>
<dt>张贴日期</dt><dd>${day(period.postedOn)}</dd>
<dt>监督电话</dt><dd>${phone ?? '＿＿＿＿＿＿＿＿'}</dd>
<dt>提出异议</dt><dd>公示期内向居务监督委员会提出，或到 <a href="${url}#objection">${url}</a></dd>
</dl>${
    correction === null
      ? null
      : html`
<p class="alert"><strong>更正公示</strong>：本公示取代<a href="/notices/${correction.supersedes}">原公示</a>。更正理由：${correction.reason}</p>`
  }`;
}

function body(content: NoticeContent): Part {
  const { earlier } = content;
  return [
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
<li>会计：</li><li>居委会主任：</li><li>社区党委书记：</li><li>居务监督委员会：</li>
</ul>`,
  ];
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
  const equation: [string, string][] = [
    ['期初余额', book.opening],
    ['＋ 本月收入', book.incomeTotal],
    ['－ 本月支出', book.expenditureTotal],
    ['＝ 期末余额', book.closing],
  ];
  const petty = Money.of(book.pettyCash).isZero() ? '' : `另有备用金 ${yuan(book.pettyCash)} 元。`;
  return html`
<section aria-labelledby="${id}"><h2 id="${id}">${book.name}（${BOOK_KIND_NAMES[book.kind]}）</h2>
<table class="balance"><tbody>
${equation.map(([label, amount]) => html`<tr><th scope="row">${label}</th>${figure(amount)}</tr>`)}
</tbody></table>
<p class="small soft">收入户与支出户银行存款合计，单位：元。${petty}</p>
<h3>本月收入（${book.income.length} 笔）</h3>
${movementTable(book.income, '来源', '收入合计', book.incomeTotal)}
${small(subtotalLine(book.incomeSubtotals))}
<h3>本月支出（${book.expenditure.length} 笔）</h3>
${movementTable(book.expenditure, '收款方', '支出合计', book.expenditureTotal)}
${small(subtotalLine(book.expenditureSubtotals))}
<h3>债权债务</h3>
${claimsTable('应收', book.receivables, book.receivablesTotal)}
${claimsTable('应付', book.payables, book.payablesTotal)}
${fundTable(book.funds)}
</section>`;
}

function small(text: string | null): Markup | null {
  return text === null ? null : html`<p class="small">${text}</p>`;
}

function movementTable(
  movements: readonly NoticeMovement[],
  party: string,
  label: string,
  total: string,
): Markup {
  if (movements.length === 0) return html`<p>本月没有发生。</p>`;
  const handled = movements.some((movement) => handling(movement) !== '');
  const titles = ['日期', '凭证', '事由', party, ...(handled ? ['经办、审批、表决'] : [])];
  return html`
<table class="rows">${tableHead([...titles, '金额（元）'], 1)}
<tbody>${movements.map(
    (m) => html`
<tr><td class="nowrap">${shortDay(m.date)}</td><td class="nowrap">${m.voucher}</td><td class="wide">${m.item}</td><td class="wide">${m.counterparty ?? ''}</td>${
      handled ? html`<td class="small soft wide">${handling(m)}</td>` : null
    }${figure(m.amount)}</tr>`,
  )}
</tbody>
<tfoot><tr><th scope="row" colspan="${titles.length}">${label}</th>${figure(total)}</tr></tfoot></table>`;
}

function handling({ handledBy, approvedBy, vote }: NoticeMovement): string {
  return [
    handledBy === null ? null : `经办 ${handledBy}`,
    approvedBy.length === 0 ? null : `审批 ${approvedBy.join('、')}`,
    vote === null ? null : shortVote(vote),
  ]
    .filter((part) => part !== null)
    .join('；');
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
<p class="small">编制：${reportedBy}。自然人姓名只显示姓氏。</p>
<p class="small screen"><a href="/notices">公示栏</a>　<a href="/notices/${id}.pdf">张贴版（PDF）</a></p>`;
}
