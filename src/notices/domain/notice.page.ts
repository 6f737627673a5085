import { chineseDate, parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { chineseMonth, parseMonth } from '../../kernel/month.js';
import type { ReportedClaim, ReportedFund } from '../../oversight/domain/month-report.js';
import { html, type Markup, type Part } from './html.js';
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
import { estateSections } from './notice-estate.page.js';
import { page } from './page.js';

/** Where a live page puts what came after the posting; the frozen bytes hold this comment. */
export const LIVE_PLACE = '<!-- 公示后的异议与答复 -->';
const LIVE_COMMENT = html`<!-- 公示后的异议与答复 -->`;

/** The notice as a page that stands alone: frozen at publication. */
export function noticePage(content: NoticeContent): string {
  const title = noticeTitle(content);
  return page(title, head(content, title), body(content), foot(content)).toString();
}

/** Day as 2026年1月5日. */
export function day(date: string): string {
  return chineseDate(parseLocalDate(date));
}

/** An amount cell; a negative one is red with its sign. */
export function figure(amount: string): Markup {
  const money = Money.of(amount);
  return html`<td class="figure${money.isNegative() ? ' minus' : ''}">${money.format()}</td>`;
}

function head(content: NoticeContent, title: string): Part {
  const { community, period, phone, correction } = content;
  return html` <p class="centre soft">${community.districtName}${community.streetName}</p>
    <h1>${title}</h1>
    <dl>
      <dt>公示期</dt>
      <dd>${day(period.from)}至${day(period.through)}（${period.days}日，自张贴次日起算）</dd>
      <dt>张贴日期</dt>
      <dd>${day(period.postedOn)}</dd>
      <dt>监督电话</dt>
      <dd>${phone ?? '＿＿＿＿＿＿＿＿'}</dd>
      <dt>提出异议</dt>
      <dd>公示期内在 <a href="${content.url}#objection">${content.url}</a>，或向居务监督委员会</dd>
    </dl>
    ${
      correction === null
        ? null
        : html`<p class="alert">
            <strong>更正公示</strong>：本公示取代
            <a href="/notices/${correction.supersedes}">原公示</a>。更正理由：${correction.reason}
          </p>`
    }`;
}

function body(content: NoticeContent): Part {
  return [
    content.books.map(bookSection),
    estateSections(content),
    html` <section aria-labelledby="meeting">
        <h2 id="meeting">居务监督委员会审议结果</h2>
        ${meetingLines(content).map((line) => html`<p>${line}</p>`)}
      </section>
      <section aria-labelledby="earlier">
        <h2 id="earlier">上期公示的异议与答复</h2>
        ${content.earlier.length === 0 ? html`<p>上期没有异议。</p>` : content.earlier.map(objectionBox)}
      </section>
      ${LIVE_COMMENT}
      <section aria-labelledby="proof">
        <h2 id="proof">核对</h2>
        <p class="small">
          本公示的数字取自 ${chineseMonth(parseMonth(content.month))}月度报告第
          ${content.reportVersion}
          版，张贴后不再改动。下面的校验值与账簿一一对应，事后改动任何一笔，校验值都会不同。
        </p>
        <dl class="small">
          <dt>报告</dt>
          <dd><code>${content.sha256}</code></dd>
          ${content.books.map(
            ({ bookNo, name, chain }) =>
              html`<dt>账套${bookNo}</dt>
                <dd>${name}，第 ${chain.seq} 张凭证 <code>${chain.head}</code></dd>`,
          )}
        </dl>
      </section>
      <ul class="signatures" aria-label="签字">
        <li>会计：</li>
        <li>居委会主任：</li>
        <li>社区党委书记：</li>
        <li>居务监督委员会：</li>
      </ul>`,
  ];
}

function bookSection(book: NoticeBook): Markup {
  const id = `book-${book.bookNo}`;
  const equation: [string, string, string][] = [
    ['', '期初余额', book.opening],
    ['＋', '本月收入', book.incomeTotal],
    ['－', '本月支出', book.expenditureTotal],
    ['＝', '期末余额', book.closing],
  ];
  return html` <section aria-labelledby="${id}">
    <h2 id="${id}">${book.name}（${BOOK_KIND_NAMES[book.kind]}）</h2>
    <table class="balance">
      <tbody>
        ${equation.map(
          ([sign, label, amount]) =>
            html`<tr>
              <th scope="row">${sign}${label}</th>
              ${figure(amount)}
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="small soft">
      收入户与支出户银行存款合计，单位：元。${
        Money.of(book.pettyCash).isZero()
          ? null
          : `另有备用金 ${Money.of(book.pettyCash).format()} 元。`
      }
    </p>
    <h3>本月收入（${book.income.length} 笔）</h3>
    ${movementTable(book.income, '来源', book.incomeTotal, '收入合计')}
    ${subtotalLine(book.incomeSubtotals) === null ? null : html`<p class="small">${subtotalLine(book.incomeSubtotals)}</p>`}
    <h3>本月支出（${book.expenditure.length} 笔）</h3>
    ${movementTable(book.expenditure, '收款方', book.expenditureTotal, '支出合计')}
    ${subtotalLine(book.expenditureSubtotals) === null ? null : html`<p class="small">${subtotalLine(book.expenditureSubtotals)}</p>`}
    <h3>债权债务</h3>
    ${claimsTable('应收', book.receivables, book.receivablesTotal)}
    ${claimsTable('应付', book.payables, book.payablesTotal)}
    ${book.funds.length === 0 ? null : fundTable(book.funds)}
  </section>`;
}

function movementTable(
  movements: readonly NoticeMovement[],
  party: string,
  total: string,
  label: string,
): Markup {
  if (movements.length === 0) return html`<p>本月没有发生。</p>`;
  const voted = movements.some(({ vote }) => vote !== null);
  return html` <table class="rows">
    <thead>
      <tr>
        <th scope="col">日期</th>
        <th scope="col">凭证</th>
        <th scope="col">事由</th>
        <th scope="col">${party}</th>
        ${voted ? html`<th scope="col">经办、审批、表决</th>` : null}
        <th scope="col" class="figure">金额（元）</th>
      </tr>
    </thead>
    <tbody>
      ${movements.map(
        (m) =>
          html` <tr id="${m.id}">
            <td class="nowrap">${shortDay(m.date)}</td>
            <td class="nowrap">${m.voucher}</td>
            <td class="wide">${m.item}</td>
            <td class="wide">${m.counterparty ?? ''}</td>
            ${
              voted ? html`<td class="small soft wide">${handling(m)}</td>` : null
            }${figure(m.amount)}
          </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" colspan="${voted ? 5 : 4}">${label}</th>
        ${figure(total)}
      </tr>
    </tfoot>
  </table>`;
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

function shortDay(date: string): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
}

function claimsTable(label: string, claims: readonly ReportedClaim[], total: string): Markup {
  if (claims.length === 0) return html`<p>${label}：无。</p>`;
  return html` <table class="rows">
    <thead>
      <tr>
        <th scope="col">${label}项目</th>
        <th scope="col" class="figure">期末余额（元）</th>
      </tr>
    </thead>
    <tbody>
      ${claims.map(
        ({ name, amount }) =>
          html`<tr>
            <td>${name}</td>
            ${figure(amount)}
          </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">${label}合计</th>
        ${figure(total)}
      </tr>
    </tfoot>
  </table>`;
}

function fundTable(funds: readonly ReportedFund[]): Markup {
  return html` <h3>专项资金结余</h3>
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">专项</th>
          <th scope="col">用途</th>
          <th scope="col" class="figure">结余（元）</th>
        </tr>
      </thead>
      <tbody>
        ${funds.map(
          (fund) =>
            html`<tr>
              <td class="wide">${fund.name}${fund.restricted ? '（限定用途）' : ''}</td>
              <td class="soft">${fund.purpose}</td>
              ${figure(fund.balance)}
            </tr>`,
        )}
      </tbody>
    </table>`;
}

/** One objection with its answers. */
export function objectionBox(objection: NoticeObjection): Markup {
  const { receivedOn, name, line, text, replies } = objection;
  return html` <article class="talk">
    <p class="small soft">
      ${day(receivedOn)}　${name ?? '居民'}${line === null ? '' : `　对“${line}”`}
    </p>
    <p class="pre">${text}</p>
    ${
      replies.length === 0
        ? html`<p class="small soft">尚未答复。</p>`
        : replies.map(
            (reply) =>
              html`<blockquote>
                <p class="small soft">${reply.by}　${day(reply.on)}答复</p>
                <p class="pre">${reply.text}</p>
              </blockquote>`,
          )
    }
  </article>`;
}

function foot(content: NoticeContent): Part {
  return html`<p class="small">
    编制：${content.reportedBy}。自然人姓名只显示姓氏。<a class="screen" href="/notices">公示栏</a
    >　<a class="screen" href="/notices/${content.id}.pdf">下载张贴版（PDF）</a>
  </p>`;
}
