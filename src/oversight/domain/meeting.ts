import { DomainError } from '../../kernel/domain-error.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { WHOLE_MONTH } from './month-report.js';

/** States of a supervisory meeting; approved and returned are its conclusions, adjourned is its end without the quorum. */
export const MEETING_STATES = [
  'called',
  'in-session',
  'approved',
  'returned',
  'adjourned',
] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

/** States of a meeting in Chinese. */
export const MEETING_STATE_NAMES: Readonly<Record<MeetingState, string>> = {
  called: '已召集',
  'in-session': '会议进行中',
  approved: '审议通过',
  returned: '不通过，退回会计更正',
  adjourned: '到会人数不足，未能审议',
};

/** The steps that exist; the same table stands in the database. */
export const MEETING_STEPS: readonly (readonly [MeetingState, MeetingState])[] = [
  ['called', 'in-session'],
  ['in-session', 'approved'],
  ['in-session', 'returned'],
  ['in-session', 'adjourned'],
];

/** How a member votes on an item; recused: he has an interest in it and stands aside. */
export const VOTE_CHOICES = ['approve', 'reject', 'abstain', 'recused'] as const;
export type VoteChoice = (typeof VOTE_CHOICES)[number];

/** A part of all members, such as two thirds. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** What a meeting needs: at least the quorum of all members present, approvals above the majority of ALL members. */
export interface MeetingRules {
  readonly quorum: Fraction;
  readonly majority: Fraction;
}

export interface Vote {
  readonly memberId: string;
  readonly item: string;
  readonly choice: VoteChoice;
}

/** The count of one item. */
export interface Tally {
  readonly item: string;
  readonly approve: number;
  readonly reject: number;
  readonly abstain: number;
  readonly recused: number;
  /** Those left after recusals could not reach the majority even together. */
  readonly beyondMeeting: boolean;
  readonly carries: boolean;
}

/** Are enough members there? */
export function hasQuorum(members: number, present: number, { quorum }: MeetingRules): boolean {
  return present * quorum.denominator >= members * quorum.numerator;
}

/** How many must be there at least. */
export function quorumOf(members: number, { quorum }: MeetingRules): number {
  return Math.ceil((members * quorum.numerator) / quorum.denominator);
}

/**
 * Counts one item. An item from which so many recused themselves that the rest cannot reach the majority is beyond the
 * supervisors: it carries by a resolution of the residents' meeting, to which they answer, and only then.
 */
export function tallyItem(
  item: string,
  votes: readonly Vote[],
  members: number,
  { majority }: MeetingRules,
  resolved: boolean,
): Tally {
  const count = (choice: VoteChoice): number =>
    votes.filter((vote) => vote.item === item && vote.choice === choice).length;
  const exceeds = (number: number): boolean =>
    number * majority.denominator > members * majority.numerator;
  const recused = count('recused');
  const beyondMeeting = !exceeds(members - recused);
  return {
    item,
    approve: count('approve'),
    reject: count('reject'),
    abstain: count('abstain'),
    recused,
    beyondMeeting,
    carries: exceeds(count('approve')) || (beyondMeeting && resolved),
  };
}

/** Why a meeting cannot approve, each as a sentence; none: it approves. */
export function objectionsOf(
  members: number,
  present: number,
  tallies: readonly Tally[],
  rules: MeetingRules,
  nameOf: (item: string) => string,
): string[] {
  const quorum = hasQuorum(members, present, rules)
    ? []
    : [`到会 ${present} 人，不足应到会的 ${quorumOf(members, rules)} 人（全体 ${members} 人）`];
  const items = tallies
    .filter(({ carries }) => !carries)
    .map(
      (tally) =>
        `${nameOf(tally.item)}：赞成 ${tally.approve}、反对 ${tally.reject}、弃权 ${tally.abstain}、回避 ${tally.recused}，${
          tally.beyondMeeting
            ? '回避人数过多，须提请居民会议（居民代表会议）决议'
            : `未超过全体 ${members} 人的${rules.majority.denominator}分之${rules.majority.numerator}`
        }`,
    );
  return [...quorum, ...items];
}

/** `all` stands for every item on which nothing else is said. */
export const EVERY_ITEM = 'all';

/** Spells out a ballot paper: the items named, then `all` for the rest that the member has not voted on and not left. */
export function spellOut<T extends Vote>(
  ballots: readonly T[],
  items: readonly string[],
  cast: readonly Vote[],
  aside: readonly Pick<Vote, 'memberId' | 'item'>[] = [],
): T[] {
  const key = (memberId: string, item: string): string => `${memberId} ${item}`;
  const named = ballots.filter(({ item }) => item !== EVERY_ITEM);
  for (const { item, choice } of named) {
    if (!items.includes(item)) throw new DomainError('vote-item-unknown', { item });
    if (choice === 'recused' && item === WHOLE_MONTH) throw new DomainError('recusal-needs-item');
  }
  const taken = new Set([...named, ...cast, ...aside].map((vote) => key(vote.memberId, vote.item)));
  const rest = ballots
    .filter(({ item }) => item === EVERY_ITEM)
    .flatMap((ballot) => {
      if (ballot.choice === 'recused') throw new DomainError('recusal-needs-item');
      return items
        .filter((item) => !taken.has(key(ballot.memberId, item)))
        .map((item) => ({ ...ballot, item }));
    });
  return [...named, ...rest];
}

/**
 * A vote is cast by the member himself, or recorded by the chair, and stands.
 * @throws DomainError vote-not-yours, vote-not-by-member, vote-member-absent, vote-cast-already
 */
export function checkBallot(
  ballot: Vote,
  meeting: {
    readonly chairId: string;
    readonly members: readonly { readonly id: string; readonly present: boolean }[];
    readonly votes: readonly Vote[];
  },
  actorId: string,
): 'new' | 'repeated' {
  if (actorId !== ballot.memberId && actorId !== meeting.chairId) {
    throw new DomainError('vote-not-yours');
  }
  const member = meeting.members.find(({ id }) => id === ballot.memberId);
  if (member === undefined) throw new DomainError('vote-not-by-member');
  if (!member.present) throw new DomainError('vote-member-absent');
  const before = meeting.votes.find(
    ({ memberId, item }) => memberId === ballot.memberId && item === ballot.item,
  );
  if (before === undefined) return 'new';
  if (before.choice !== ballot.choice) throw new DomainError('vote-cast-already');
  return 'repeated';
}

/**
 * A meeting is recorded when it is held, and held when the figures are there.
 * @throws DomainError meeting-date-wrong
 */
export function checkMeetingDate(date: LocalDate, reportedOn: LocalDate, today: LocalDate): void {
  if (date < reportedOn || date > today) {
    throw new DomainError('meeting-date-wrong', { date, reportedOn, today }, [
      { pointer: '/date', detail: '会议日期应在月报上报之日以后、今天以前（含当日）。' },
    ]);
  }
}

/** Reads a fraction such as 2/3. @throws DomainError the code given */
export function parseFraction(
  text: string,
  code: 'quorum-below-two-thirds' | 'majority-below-half',
): Fraction {
  const [, numerator, denominator] = /^([1-9]\d?)\/([1-9]\d?)$/.exec(text) ?? [];
  const fraction = { numerator: Number(numerator), denominator: Number(denominator) };
  const fits =
    numerator !== undefined &&
    (code === 'quorum-below-two-thirds'
      ? fraction.numerator <= fraction.denominator &&
        fraction.numerator * 3 >= fraction.denominator * 2
      : fraction.numerator < fraction.denominator &&
        fraction.numerator * 2 >= fraction.denominator);
  if (!fits) throw new DomainError(code);
  return fraction;
}

/** Writes a fraction: 2/3 */
export function fractionText({ numerator, denominator }: Fraction): string {
  return `${numerator}/${denominator}`;
}

/** How a meeting in session ends. */
export type MeetingOutcome = 'approved' | 'returned' | 'adjourned';

/**
 * Ends a meeting by its count. A month goes back by votes or by an explicit decision, never because nobody voted yet, and
 * never against votes by which everything carried: who concludes a meeting does not outvote it.
 * @throws DomainError meeting-not-in-session, meeting-carried, meeting-votes-missing
 */
export function outcomeOf(
  meeting: {
    readonly state: MeetingState;
    readonly quorate: boolean;
    readonly carried: boolean;
    readonly unvoted: readonly string[];
  },
  asked: 'returned' | undefined,
): MeetingOutcome {
  if (meeting.state !== 'in-session') throw new DomainError('meeting-not-in-session');
  if (!meeting.quorate) return 'adjourned';
  if (asked === 'returned') {
    if (meeting.carried) throw new DomainError('meeting-carried');
    return 'returned';
  }
  if (meeting.unvoted.length > 0) {
    throw new DomainError('meeting-votes-missing', {
      count: meeting.unvoted.length,
      items: meeting.unvoted.slice(0, 5).join('、'),
    });
  }
  return meeting.carried ? 'approved' : 'returned';
}
