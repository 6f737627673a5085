import { chineseDate, parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { html, type Markup } from './html.js';

/** A day as 2026年1月5日. */
export function day(date: string): string {
  return chineseDate(parseLocalDate(date));
}

/** A day of the notice's own month: 1月5日. */
export function shortDay(date: string): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
}

/** An amount as people write it: 1,234.50 */
export function yuan(amount: string): string {
  return Money.of(amount).format();
}

/** A cell with an amount; a negative one is red with its sign, a labelled one says on a narrow screen what it is. */
export function figure(amount: string, label: string | null = null): Markup {
  const tone = Money.of(amount).isNegative() ? ' minus' : '';
  const said = label === null ? null : html` data-label="${label}"`;
  return html`<td class="figure${tone}"${said}>${yuan(amount)}</td>`;
}

/** The head of a table whose rows fold on a narrow screen; the columns named last hold figures. */
export function tableHead(titles: readonly string[], figures: number): Markup {
  return html`<thead><tr>${titles.map((title, index) =>
    index < titles.length - figures
      ? html`<th scope="col">${title}</th>`
      : html`<th scope="col" class="figure">${title}</th>`,
  )}</tr></thead>`;
}
