import type {
  ReportedAssets,
  ReportedCharity,
  ReportedClaim,
  ReportedFund,
  ReportedLease,
} from '../../oversight/domain/month-report.js';
import { html, type Markup, type Part } from './html.js';
import { day, figure, tableHead, yuan } from './notice-cells.js';
import type { NoticeBook, NoticeContent } from './notice-content.js';
import { changeLines, estateLine, rentText } from './notice-text.js';

/** The properties, and the charity where it has anything to tell. */
export function estateSections({ assets, charity, books }: NoticeContent): Part {
  return [
    assetsSection(assets, books),
    charity.funds.length === 0 ? null : charitySection(charity),
  ];
}

/** What is owed to the book, or what it owes. */
export function claimsTable(
  label: string,
  claims: readonly ReportedClaim[],
  total: string,
): Markup {
  if (claims.length === 0) return html`<p>${label}：无。</p>`;
  return html`
<table class="rows">${tableHead([`${label}项目`, '期末余额（元）'], 1)}
<tbody>${claims.map(({ name, amount }) => html`<tr><td>${name}</td>${figure(amount)}</tr>`)}</tbody>
<tfoot><tr><th scope="row">${label}合计</th>${figure(total)}</tr></tfoot></table>`;
}

/** What each fund still holds. */
export function fundTable(funds: readonly ReportedFund[]): Markup | null {
  if (funds.length === 0) return null;
  return html`
<h3>专项资金结余</h3>
<table class="rows">${tableHead(['专项', '用途', '结余（元）'], 1)}
<tbody>${funds.map(
    ({ name, purpose, restricted, balance }) =>
      html`<tr><td class="wide">${name}${restricted ? '（限定用途）' : ''}</td><td class="soft">${purpose}</td>${figure(balance)}</tr>`,
  )}</tbody></table>`;
}

function assetsSection(assets: ReportedAssets, books: readonly NoticeBook[]): Markup {
  return html`
<section aria-labelledby="assets"><h2 id="assets">集体资产</h2>
<h3>投资和定期存款</h3>
${investmentTable(books)}
<h3>房屋、土地等资产</h3>
<p>${estateLine(assets)}</p>
${changeLines(assets).map((line) => html`<p>${line}</p>`)}
${assets.leases.length === 0 ? null : leaseTable(assets.leases)}
${assets.idleList.length === 0 ? null : idleTable(assets.idleList)}
${assets.arrears.length === 0 ? null : arrearsTable(assets.arrears)}</section>`;
}

/** What is laid out beside the bank accounts: not in the balances above. */
function investmentTable(books: readonly NoticeBook[]): Markup {
  const rows = books.flatMap(({ name, investments }) =>
    investments.map((investment) => ({ book: name, ...investment })),
  );
  if (rows.length === 0) return html`<p>没有投资和定期存款。</p>`;
  return html`
<table class="rows">${tableHead(['账套', '项目', '期末余额（元）'], 1)}
<tbody>${rows.map(
    ({ book, name, amount }) =>
      html`<tr><td class="wide soft">${book}</td><td>${name}</td>${figure(amount)}</tr>`,
  )}</tbody></table>
<p class="small soft">不在上列各账套的银行余额之内。</p>`;
}

function leaseTable(leases: readonly ReportedLease[]): Markup {
  return html`<h3>租约和应收租金</h3>
<table class="rows">${tableHead(['资产', '承租人', '租期', '租金', '本月到期（元）', '到期未收（元）'], 2)}
<tbody>${leases.map(
    (lease) =>
      html`<tr><td class="wide">${lease.code} ${lease.name}</td><td>${lease.tenant}</td><td class="wide soft">${day(lease.from)}至${day(lease.through)}</td><td>${rentText(lease)}</td>${figure(lease.due, '本月到期')}${figure(lease.outstanding, '到期未收')}</tr>`,
  )}</tbody></table>`;
}

function idleTable(idle: ReportedAssets['idleList']): Markup {
  return html`<h3>闲置资产</h3>
<table class="rows">${tableHead(['编号', '名称', '面积', '闲置起始日'], 0)}
<tbody>${idle.map(
    ({ code, name, area, unit, since }) =>
      html`<tr><td class="nowrap">${code}</td><td class="wide">${name}</td><td class="nowrap">${area === null ? '' : `${area} ${unit ?? ''}`}</td><td data-label="闲置起始日" class="nowrap">${day(since)}</td></tr>`,
  )}</tbody></table>`;
}

function arrearsTable(arrears: ReportedAssets['arrears']): Markup {
  return html`<h3>欠租</h3>
<table class="rows">${tableHead(['租约', '承租人', '欠租起始日', '欠租（元）'], 1)}
<tbody>${arrears.map(
    ({ lease, tenant, since, amount }) =>
      html`<tr><td class="wide">${lease}</td><td>${tenant}</td><td data-label="欠租起始日" class="nowrap">${day(since)}</td>${figure(amount)}</tr>`,
  )}</tbody></table>`;
}

function charitySection(charity: ReportedCharity): Markup {
  return html`
<section aria-labelledby="charity"><h2 id="charity">慈善基金收支</h2>
<p>本月接受捐赠 ${charity.donations} 笔，共 ${yuan(charity.received)} 元；支出 ${yuan(charity.spent)} 元。</p>
<table class="rows">${tableHead(['专项', '用途', '上期结余', '本月收入', '本月使用', '结余（元）'], 4)}
<tbody>${charity.funds.map(
    (fund) =>
      html`<tr><td class="wide">${fund.name}${fund.restricted ? '（限定用途）' : ''}</td><td class="wide soft">${fund.purpose}</td>${figure(fund.opening, '上期')}${figure(fund.received, '收入')}${figure(fund.used, '使用')}${figure(fund.closing, '结余')}</tr>`,
  )}</tbody></table></section>`;
}
