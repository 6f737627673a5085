/** Forms of enterprises that a bank or a clerk leaves out (企业名称登记管理规定). */
const FORMS = /(股份有限公司|有限责任公司|有限公司|个体工商户|\(普通合伙\)|\(个人独资\)|公司)$/;

/** How alike two names of a payer or payee are. */
export type NameLikeness = 'same' | 'alike' | 'different' | 'unknown';

/** A name without what is written now this way, now that: width, blanks, points, brackets. */
export function plainName(name: string | null): string {
  return (name ?? '')
    .normalize('NFKC')
    .replace(/[\s()[\]·.,，。、\-_]/g, '')
    .toUpperCase();
}

/**
 * Compares two names as people would: a bank hides letters behind stars (张*三) and cuts long names, a clerk leaves out
 * the form of an enterprise.
 */
export function nameLikeness(a: string | null, b: string | null): NameLikeness {
  const [left, right] = [plainName(a), plainName(b)];
  if (left === '' || right === '') return 'unknown';
  if (left === right) return 'same';
  if (masked(left, right) || masked(right, left)) return 'alike';
  const [short, long] = [left.replace(FORMS, ''), right.replace(FORMS, '')].sort(
    (x, y) => x.length - y.length,
  );
  if (short === undefined || long === undefined || short.length < 2) return 'different';
  return short === long || (short.length >= 4 && long.includes(short)) ? 'alike' : 'different';
}

/** Whether the first name, with stars each for one hidden letter or more, can be the second. */
function masked(pattern: string, name: string): boolean {
  const parts = pattern.split(/\*+/);
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length < 2 || parts.every((part) => part === '')) return false;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const place = name.indexOf(part, from + 1);
    if (place < 0) return false;
    from = place + part.length;
  }
  return name.length - last.length > from;
}
