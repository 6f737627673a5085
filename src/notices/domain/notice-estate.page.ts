import type {
  ReportedAssets,
  ReportedCharity,
  ReportedClaim,
  ReportedFund,
} from '../../oversight/domain/month-report.js';
import { html, type Markup, type Part } from './html.js';
import { day, figure, tableHead, yuan } from './notice-cells.js';
import type { NoticeContent } from './notice-content.js';

/** The properties, and the charity where it has anything to tell. */
export function estateSections({ assets, charity }: NoticeContent): Part {
  return [assetsSection(assets), charity.funds.length === 0 ? null : charitySection(charity)];
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

function assetsSection(assets: ReportedAssets): Markup {
  return html`
<section aria-labelledby="assets"><h2 id="assets">集体资产</h2>
<p>登记资产 ${assets.total} 处：出租 ${assets.leased} 处，自用 ${assets.ownUse} 处，闲置 ${assets.idle} 处。应收未收租金 ${yuan(assets.receivableRent)} 元。</p>
${assets.idleList.length === 0 ? null : idleTable(assets.idleList)}
${assets.arrears.length === 0 ? null : arrearsTable(assets.arrears)}</section>`;
}

function idleTable(idle: ReportedAssets['idleList']): Markup {
  return html`<h3>闲置资产</h3>
<table class="rows">${tableHead(['编号', '名称', '面积', '闲置自'], 0)}
<tbody>${idle.map(
    ({ code, name, area, unit, since }) =>
      html`<tr><td class="nowrap">${code}</td><td class="wide">${name}</td><td class="nowrap">${area === null ? '' : `${area} ${unit ?? ''}`}</td><td data-label="闲置自" class="nowrap">${day(since)}</td></tr>`,
  )}</tbody></table>`;
}

function arrearsTable(arrears: ReportedAssets['arrears']): Markup {
  return html`<h3>欠租</h3>
<table class="rows">${tableHead(['租约', '承租人', '欠自', '欠租（元）'], 1)}
<tbody>${arrears.map(
    ({ lease, tenant, since, amount }) =>
      html`<tr><td class="wide">${lease}</td><td>${tenant}</td><td data-label="欠自" class="nowrap">${day(since)}</td>${figure(amount)}</tr>`,
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
