import { daysBetween, parseLocalDate } from '../../kernel/local-date.js';
import type { MeetingRecord } from '../../oversight/domain/meeting-record.js';
import { WHOLE_MONTH } from '../../oversight/domain/month-report.js';
import type { FiledMeeting, FiledNotice } from './filing-data.js';

/** What a filing says of the meeting that approved a month. */
export function filedMeeting(meeting: MeetingRecord): FiledMeeting {
  const whole = meeting.items.find(({ item }) => item === WHOLE_MONTH)?.tally;
  return {
    heldOn: meeting.date,
    place: meeting.place,
    members: meeting.members.length,
    present: meeting.quorum.present,
    presentNames: meeting.members.filter(({ present }) => present).map(({ name }) => name),
    items: meeting.items.filter(({ item }) => item !== WHOLE_MONTH).length,
    approve: whole?.approve ?? 0,
    reject: whole?.reject ?? 0,
    abstain: whole?.abstain ?? 0,
    recused: meeting.items.reduce((sum, { tally }) => sum + tally.recused, 0),
    opinion: meeting.opinion,
  };
}

/** What is known of a posted notice. */
interface PostedNotice {
  readonly id: string;
  readonly postedOn: string;
  readonly from: string;
  readonly through: string;
  readonly publishedAt: Date;
}

/** What a filing says of the notice of a month, with the objections to it and to those that it corrects. */
export function filedNotice(
  notice: PostedNotice,
  objections: readonly { readonly replies: readonly unknown[] }[],
): FiledNotice {
  const { id, postedOn, from, through, publishedAt } = notice;
  return {
    id,
    publishedAt: publishedAt.toISOString(),
    from,
    through,
    days: daysBetween(parseLocalDate(postedOn), parseLocalDate(through)),
    objections: objections.length,
    answered: objections.filter(({ replies }) => replies.length > 0).length,
  };
}
