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
export function boardPage(
  entries: readonly BoardEntry[],
  next: string | null,
  community: string | null,
): string {
  const items = entries.map((entry) => {
    const title = `${entry.communityName}${chineseMonth(parseMonth(entry.month))}财务收支${entry.correction ? '更正公示' : '公示'}`;
    return html`
<li><a href="/notices/${entry.id}">${title}</a>
<p class="soft">${entry.streetName}，${day(entry.postedOn)}张贴，至${day(entry.through)} <span class="state small">${NOTICE_STATE_NAMES[entry.state]}</span></p></li>`;
  });
  const header = html`<h1>社区集体经济公示栏</h1>
<p class="centre soft">每月一张，逐笔公布；公示期内人人可以提出异议</p>`;
  const main = html`
<h2>财务收支公示</h2>
${entries.length === 0 ? html`<p>还没有公示。</p>` : html`<ul class="board">${items}</ul>`}
${next === null ? null : html`<p><a class="tap" href="${next}">更早的公示</a></p>`}
${community === null ? byCommunity(entries) : html`<p><a class="tap" href="/notices">全部社区的公示</a></p>`}`;
  return page('社区集体经济公示栏', header, main, FOOT).toString();
}

/** Where several communities share a board, each can be seen alone. */
function byCommunity(entries: readonly BoardEntry[]): Markup | null {
  const names = new Map(entries.map((entry) => [entry.communityCode, entry.communityName]));
  if (names.size < 2) return null;
  return html`<nav class="contents" aria-label="按社区查看"><ul>${[...names].map(
    ([code, name]) => html`<li><a href="/notices?community=${code}">${name}</a></li>`,
  )}</ul></nav>`;
}

/** Who answers objections, and within how many workdays. */
export const ANSWERED_WITHIN = 10;

/** What came after the posting, and the form while the notice hangs. */
export function livePart(live: {
  readonly id: string;
  readonly state: NoticeState;
  readonly through: string;
  readonly supersededBy: string | null;
  readonly phone: string | null;
  readonly objections: readonly NoticeObjection[];
  /** The reader has just sent one. */
  readonly received: boolean;
}): Markup {
  const { state, supersededBy, objections } = live;
  return html`
<section aria-labelledby="objection"><h2 id="objection">本期异议与答复</h2>
${live.received ? receivedBox() : null}
<p><span class="state">${NOTICE_STATE_NAMES[state]}</span>${
    supersededBy === null ? null : html` 请看<a href="/notices/${supersededBy}">更正公示</a>。`
  }</p>
${objections.length === 0 ? html`<p>没有异议。</p>` : objections.map(objectionBox)}
${state === 'published' ? objectionForm(live.id, { through: live.through, typed: {}, missing: null }) : closed(live)}
</section>`;
}

function receivedBox(): Markup {
  return html`<p class="alert good screen" role="status"><strong>已收到您的异议。</strong>由居民委员会在 ${ANSWERED_WITHIN} 个工作日内答复，居务监督委员会督促；异议和答复都公布在本页。</p>`;
}

function closed({ phone, through }: { phone: string | null; through: string }): Markup {
  const telephone = phone === null ? '' : `（电话 ${phone}）`;
  return html`<p class="screen">公示期至${day(through)}止。仍有疑问，可向居务监督委员会${telephone}或街道办事处反映。</p>`;
}

/** What a reader has typed so far. */
export interface Typed {
  readonly text?: string;
  readonly line?: string;
  readonly name?: string;
  readonly contact?: string;
}

function objectionForm(
  id: string,
  form: { readonly through: string | null; readonly typed: Typed; readonly missing: string | null },
): Markup {
  const { through, typed, missing } = form;
  const until = through === null ? '' : `至${day(through)}止。`;
  return html`
<div class="screen"><h3>提出异议</h3>
<p class="small">${until}内容公开，姓名只公开姓氏，联系方式不公开。</p>
${missing === null ? null : html`<p class="alert" role="alert">${missing}</p>`}
<form method="post" action="/notices/${id}/objections">
<label>异议内容<textarea name="text" required maxlength="1000">${typed.text ?? ''}</textarea></label>
<label>涉及哪一笔 <span>可不填，如“记-3”或“记字第3号”</span><input name="line" maxlength="100" value="${typed.line ?? ''}"></label>
<label>姓名 <span>可不填</span><input name="name" maxlength="50" autocomplete="name" value="${typed.name ?? ''}"></label>
<label>联系方式 <span>可不填，只给居务监督委员会和社区负责人看</span><input name="contact" maxlength="100" autocomplete="tel" value="${typed.contact ?? ''}"></label>
<button type="submit">提交异议</button>
</form></div>`;
}

/** The form again, with what was typed and what is wrong with it. */
export function objectionAgainPage(id: string, typed: Typed, missing: string): string {
  const back = html`<p><a class="tap" href="/notices/${id}">返回公示</a></p>`;
  const main = [objectionForm(id, { through: null, typed, missing }), back];
  return page('请补充异议', html`<h1>请补充异议</h1>`, main, FOOT).toString();
}

/** A short page that says one thing, such as a refusal. */
export function messagePage(title: string, text: string, back: string): string {
  const main = html`<p>${text}</p><p><a class="tap" href="${back}">返回</a></p>`;
  return page(title, html`<h1>${title}</h1>`, main, FOOT).toString();
}
