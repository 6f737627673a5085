import { chineseMonth, parseMonth } from '../../kernel/month.js';
import { html, type Markup } from './html.js';
import { day } from './notice-cells.js';
import type { NoticeObjection } from './notice-content.js';
import { NOTICE_STATE_NAMES, type NoticeState } from './notice-period.js';
import { objectionBox } from './notice.page.js';
import { page } from './page.js';

/** A notice on the board. */
export interface BoardEntry {
  readonly id: string;
  readonly communityCode: string;
  readonly communityName: string;
  readonly streetName: string;
  readonly month: string;
  readonly correction: boolean;
  readonly postedOn: string;
  readonly through: string;
  readonly state: NoticeState;
}

const FOOT = html`<p class="small">公账</p>`;

/** The notice board: newest first. */
export function boardPage(entries: readonly BoardEntry[], next: string | null): string {
  const items = entries.map((entry) => {
    const title = `${entry.communityName}${chineseMonth(parseMonth(entry.month))}财务收支${entry.correction ? '更正公示' : '公示'}`;
    return html`
<li><a href="/notices/${entry.id}">${title}</a>
<p class="soft">${entry.streetName}，${day(entry.postedOn)}张贴，至${day(entry.through)} <span class="state small">${NOTICE_STATE_NAMES[entry.state]}</span></p>
<p class="small"><a href="/notices?community=${entry.communityCode}">${entry.communityName}的全部公示</a></p></li>`;
  });
  const header = html`<h1>社区集体经济公示栏</h1>
<p class="centre soft">每月一张，逐笔公布；公示期内人人可以提出异议</p>`;
  const main = html`
<h2>财务收支公示</h2>
${entries.length === 0 ? html`<p>还没有公示。</p>` : html`<ul class="board">${items}</ul>`}
${next === null ? null : html`<p><a href="${next}">更早的公示</a></p>`}`;
  return page('社区集体经济公示栏', header, main, FOOT).toString();
}

/** What came after the posting, and the form while the notice hangs. */
export function livePart(live: {
  readonly id: string;
  readonly state: NoticeState;
  readonly through: string;
  readonly supersededBy: string | null;
  readonly phone: string | null;
  readonly objections: readonly NoticeObjection[];
}): Markup {
  const { state, supersededBy, objections } = live;
  return html`
<section aria-labelledby="objection"><h2 id="objection">本期异议与答复</h2>
<p><span class="state">${NOTICE_STATE_NAMES[state]}</span>${
    supersededBy === null ? null : html` 请看<a href="/notices/${supersededBy}">更正公示</a>。`
  }</p>
${objections.length === 0 ? html`<p>没有异议。</p>` : objections.map(objectionBox)}
${state === 'published' ? form(live.id, live.through) : closed(live)}
</section>`;
}

function closed({ phone, through }: { phone: string | null; through: string }): Markup {
  const telephone = phone === null ? '' : `（电话 ${phone}）`;
  return html`<p class="screen">公示期至${day(through)}止。仍有疑问，可向居务监督委员会${telephone}或街道办事处反映。</p>`;
}

function form(id: string, through: string): Markup {
  return html`
<div class="screen"><h3>提出异议</h3>
<p class="small">至${day(through)}止。内容公开，姓名只公开姓氏，联系方式不公开。</p>
<form method="post" action="/notices/${id}/objections">
<label>异议内容<textarea name="text" required maxlength="1000"></textarea></label>
<label>涉及哪一笔 <span>可不填，如“记-3”</span><input name="line" maxlength="100"></label>
<label>姓名 <span>可不填</span><input name="name" maxlength="50" autocomplete="name"></label>
<label>联系方式 <span>可不填，只给居务监督委员会和社区负责人看</span><input name="contact" maxlength="100" autocomplete="tel"></label>
<button type="submit">提交异议</button>
</form></div>`;
}

/** A short page that says one thing, such as a refusal. */
export function messagePage(title: string, text: string, back: string): string {
  const main = html`<p>${text}</p><p><a href="${back}">返回</a></p>`;
  return page(title, html`<h1>${title}</h1>`, main, FOOT).toString();
}
