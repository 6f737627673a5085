import { DomainError } from '../../kernel/domain-error.js';
import type { Vote } from './meeting.js';

/** What a person can have had to do with an expenditure before the meeting looks at it. */
export const ITEM_PARTS = [
  'approver',
  'handler',
  'maker',
  'payee',
  'payer',
  'requester',
  'reviewer',
] as const;
export type ItemPart = (typeof ITEM_PARTS)[number];

const PART_NAMES: Readonly<Record<ItemPart, string>> = {
  approver: '审批人',
  handler: '经手人',
  maker: '制单人',
  payee: '收款人',
  payer: '付款经办人',
  requester: '申请人',
  reviewer: '凭证审核人',
};

/** A part in an item; who has it is known by his account or by a name. */
export interface PartInItem {
  readonly item: string;
  readonly part: ItemPart;
  readonly person: string | null;
  readonly name: string | null;
}

/** A member who stands aside from an item, and what he had to do with it. */
export interface Recusal {
  readonly memberId: string;
  readonly item: string;
  readonly parts: readonly ItemPart[];
}

/** Who judges his own doing stands aside: members with a part in an item, by item and member. */
export function recusalsOf(
  members: readonly { readonly id: string; readonly name: string }[],
  parts: readonly PartInItem[],
): Recusal[] {
  const found = new Map<string, { memberId: string; item: string; parts: Set<ItemPart> }>();
  for (const { item, part, person, name } of parts) {
    for (const member of members) {
      const same = member.id === person || (name !== null && key(member.name) === key(name));
      if (!same) continue;
      const place = `${item} ${member.id}`;
      const recusal = found.get(place) ?? { memberId: member.id, item, parts: new Set() };
      found.set(place, recusal);
      recusal.parts.add(part);
    }
  }
  return [...found.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, recusal]) => ({ ...recusal, parts: [...recusal.parts].sort() }));
}

/** A name however it was typed. */
function key(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

/** 本笔支出的审批人、收款人 */
export function recusalReason(parts: readonly ItemPart[]): string {
  return `本笔支出的${parts.map((part) => PART_NAMES[part]).join('、')}`;
}

/**
 * Who stands aside casts no vote; that he says so himself is heard already.
 * @throws DomainError vote-recused
 */
export function checkRecusal(
  { memberId, item, choice }: Vote,
  recusals: readonly Recusal[],
  nameOf: (memberId: string) => string,
): 'votes' | 'stands-aside' {
  const recusal = recusals.find((one) => one.memberId === memberId && one.item === item);
  if (recusal === undefined) return 'votes';
  if (choice === 'recused') return 'stands-aside';
  const reason = recusal.parts.map((part) => PART_NAMES[part]).join('、');
  throw new DomainError('vote-recused', { name: nameOf(memberId), item, reason });
}
