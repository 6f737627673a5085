import { chineseDate, localDateOf } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { chineseQuarter, parseQuarter } from '../../kernel/quarter.js';
import { html, type Markup, type Part } from '../../notices/domain/html.js';
import { page } from '../../notices/domain/page.js';
import type { FiledBook } from '../domain/filing-data.js';
import {
  stateSentence,
  verdict,
  type BookProof,
  type FilingProof,
} from '../domain/filing-proof.js';
import { committeeName, reportTitle } from '../domain/filing-prose.js';
import { FILING_STATE_NAMES, type FilingState } from '../domain/filing-state.js';
import { printedCode } from '../domain/verification-code.js';

const FOOTER = html`<p>本页由公账按现在的账簿当场核对生成。</p>`;

/** The page behind a code on paper: what was filed, and whether the books still say so. */
export function verifyPage(proof: FilingProof): Markup {
  const { data, filing } = proof;
  const title = reportTitle(data);
  const { sound, text } = verdict(proof);
  const main = html`<p class="${sound ? 'state' : 'alert'}" role="status">
      <strong>${text}</strong>
    </p>
    <h2>报送与备案</h2>
    ${facts([
      ['核验码', printedCode(filing.code)],
      ['报送单位', committeeName(data.community)],
      ['所属街道', `${data.community.districtName}${data.community.streetName}`],
      ['季度', chineseQuarter(parseQuarter(data.quarter))],
      ['报告文号', filing.documentNumber],
      ['现在状态', stateSentence(proof)],
      ['报送', `${dayOf(filing.submittedAt)}，${filing.submittedBy ?? ''}`],
      ...decision(proof),
    ])}
    <h2>核对纸质件</h2>
    <p>
      请把下列数字与纸质件的正文和附件逐项核对，把凭证张数、链首、数据摘要与纸质件末页核对。有一处不同，纸质件就不是报送的那一份。
    </p>
    ${data.books.map((book) => bookFacts(book, proof.books))}
    <h3>各账套合计</h3>
    ${facts(flowFacts(data.totals))}
    <h3>文件摘要（SHA-256）</h3>
    ${facts([
      ['报告数据', html`<code>${filing.dataSha256}</code>`],
      ['报告文本', html`<code>${filing.pdfSha256 ?? ''}</code>`],
    ])}
    ${otherVersions(proof)}`;
  return page(`核验：${title}`, html`<h1>${title}</h1>`, main, FOOTER);
}

/** Where a code is typed in. */
export function askCodePage(): Markup {
  const title = '核对季度报告';
  return page(
    title,
    html`<h1>${title}</h1>`,
    html`<p>核验码印在纸质报告末页，16 位字母与数字，每四位一组。</p>
      <form method="get" action="/verify">
        <label
          >核验码<input name="code" required maxlength="40" autocomplete="off" autocapitalize="characters"
        /></label>
        <button type="submit">核对</button>
      </form>`,
    FOOTER,
  );
}

/** What is shown behind a code that leads nowhere. */
export function unknownCodePage(): Markup {
  const title = '没有这个核验码';
  return page(
    title,
    html`<h1>${title}</h1>`,
    html`<p>
        请对照纸质件末页核对 16 位核验码（字母与数字，每四位一组），<a href="/verify">重新输入</a>。
      </p>
      <p>核对无误仍然打不开的，这份纸质件没有向街道报送过，请向街道反映。</p>`,
    FOOTER,
  );
}

function bookFacts(book: FiledBook, proofs: readonly BookProof[]): Markup {
  const agrees = proofs.some(({ bookNo, agrees: sound }) => bookNo === book.bookNo && sound);
  return html`<h3>${book.name}</h3>
    ${facts([
      ...flowFacts(book),
      ['凭证张数', String(book.chain.seq)],
      ['链首', html`<code>${book.chain.head}</code>`],
      ['现在的账簿', agrees ? '与链首相符' : html`<strong class="minus">与链首不符</strong>`],
    ])}`;
}

function flowFacts({
  opening,
  income,
  expenditure,
  closing,
}: Pick<FiledBook, 'opening' | 'income' | 'expenditure' | 'closing'>): [string, Part][] {
  return [
    ['季初存款', yuan(opening)],
    ['本季收入', yuan(income)],
    ['本季支出', yuan(expenditure)],
    ['季末存款', yuan(closing)],
  ];
}

function decision({ filing }: FilingProof): [string, string][] {
  if (filing.number !== null) {
    return [['备案', `${filing.number}，${dayOf(filing.acceptedAt)}，${filing.acceptedBy ?? ''}`]];
  }
  return filing.returnedAt === null ? [] : [['退回', dayOf(filing.returnedAt)]];
}

function otherVersions({ others }: FilingProof): Part {
  if (others.length === 0) return null;
  const items = others.map(({ version, state, code }) => {
    const name = FILING_STATE_NAMES[state as FilingState];
    return html`<li><a href="/verify/${printedCode(code)}">第${version}版（${name}）</a></li>`;
  });
  return html`<h2>本季度的其他版</h2>
    <ul>
      ${items}
    </ul>`;
}

function facts(items: readonly (readonly [string, Part])[]): Markup {
  return html`<dl>
    ${items.map(
      ([label, value]) =>
        html`<dt>${label}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function yuan(amount: string): string {
  return `${Money.of(amount).format()}元`;
}

function dayOf(instant: string | null): string {
  return instant === null ? '' : chineseDate(localDateOf(new Date(instant)));
}
