import { chineseDate, parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import type { ReportedAssets, ReportedCharity } from '../../oversight/domain/month-report.js';
import { html, type Markup, type Part } from './html.js';
import type { NoticeContent } from './notice-content.js';

/** The properties, and the charity where it has anything to tell. */
export function estateSections({ assets, charity }: NoticeContent): Part {
  return [assetsSection(assets), charity.funds.length === 0 ? null : charitySection(charity)];
}

function money(amount: string): Markup {
  return html`<td class="figure">${Money.of(amount).format()}</td>`;
}

function day(date: string): string {
  return chineseDate(parseLocalDate(date));
}

function assetsSection(assets: ReportedAssets): Markup {
  return html` <section aria-labelledby="assets">
    <h2 id="assets">集体资产</h2>
    <p>
      登记资产 ${assets.total} 处：出租 ${assets.leased} 处，自用 ${assets.ownUse} 处，闲置
      ${assets.idle} 处。应收未收租金 ${Money.of(assets.receivableRent).format()} 元。
    </p>
    ${assets.idleList.length === 0 ? null : idleTable(assets.idleList)}
    ${assets.arrears.length === 0 ? null : arrearsTable(assets.arrears)}
  </section>`;
}

function idleTable(idle: ReportedAssets['idleList']): Markup {
  return html`<h3>闲置资产</h3>
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">编号</th>
          <th scope="col">名称</th>
          <th scope="col">面积</th>
          <th scope="col">闲置自</th>
        </tr>
      </thead>
      <tbody>
        ${idle.map(
          ({ code, name, area, unit, since }) =>
            html`<tr>
              <td class="nowrap">${code}</td>
              <td class="wide">${name}</td>
              <td class="nowrap">${area === null ? '' : `${area} ${unit ?? ''}`}</td>
              <td data-label="闲置自" class="nowrap">${day(since)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function arrearsTable(arrears: ReportedAssets['arrears']): Markup {
  return html`<h3>欠租</h3>
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">租约</th>
          <th scope="col">承租人</th>
          <th scope="col">欠自</th>
          <th scope="col" class="figure">欠租（元）</th>
        </tr>
      </thead>
      <tbody>
        ${arrears.map(
          ({ lease, tenant, since, amount }) =>
            html`<tr>
              <td class="wide">${lease}</td>
              <td>${tenant}</td>
              <td data-label="欠自" class="nowrap">${day(since)}</td>
              ${money(amount)}
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function charitySection(charity: ReportedCharity): Markup {
  return html` <section aria-labelledby="charity">
    <h2 id="charity">慈善基金收支</h2>
    <p>
      本月接受捐赠 ${charity.donations} 笔，共 ${Money.of(charity.received).format()} 元；支出
      ${Money.of(charity.spent).format()} 元。
    </p>
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">专项</th>
          <th scope="col">用途</th>
          <th scope="col" class="figure">上期结余</th>
          <th scope="col" class="figure">本月收入</th>
          <th scope="col" class="figure">本月使用</th>
          <th scope="col" class="figure">结余（元）</th>
        </tr>
      </thead>
      <tbody>
        ${charity.funds.map(
          (fund) =>
            html`<tr>
              <td class="wide">${fund.name}${fund.restricted ? '（限定用途）' : ''}</td>
              <td class="wide soft">${fund.purpose}</td>
              ${labelled('上期', fund.opening)}${labelled('收入', fund.received)}${labelled('使用', fund.used)}${labelled('结余', fund.closing)}
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function labelled(label: string, amount: string): Markup {
  return html`<td class="figure" data-label="${label}">${Money.of(amount).format()}</td>`;
}
