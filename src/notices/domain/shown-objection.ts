import { maskPerson } from './masking.js';
import type { NoticeObjection } from './notice-content.js';

/** An objection as everybody sees it: never the contact, of the name the surname alone. */
export function shownObjection(objection: NoticeObjection): NoticeObjection {
  const { receivedOn, name, line, text, replies } = objection;
  return {
    receivedOn,
    name: name === null ? null : maskPerson(name),
    line,
    text,
    replies: replies.map(({ text: answer, by, on }) => ({ text: answer, by, on })),
  };
}
