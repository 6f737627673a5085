/** The people of the demo: names are invented, duties are those of a real community. */
import { Client } from './client.mjs';

/** The community of the quarter. */
export const COMMUNITY = {
  code: '511602002001',
  name: '示范社区',
  streetName: '北辰街道',
  districtName: '广安区',
};

/** Known to everybody who reads this: the demo's data are for looking, not for keeping books. */
export const PASSWORD = 'gongzhang-demo';

/** Who does what; the username is what one signs in with. */
export const PEOPLE = /** @type {const} */ ({
  accountant: { username: 'accountant', name: '林晓梅', title: '会计', roles: ['accountant'] },
  reviewer: { username: 'reviewer', name: '何振邦', title: '审核', roles: ['reviewer'] },
  cashier: { username: 'cashier', name: '吴佩珊', title: '出纳', roles: ['cashier'] },
  director: { username: 'director', name: '陈国梁', title: '居委会主任', roles: ['director'] },
  secretary: {
    username: 'secretary',
    name: '赵玉兰',
    title: '社区党委书记',
    roles: ['party-secretary'],
  },
  supervisorA: {
    username: 'supervisor-a',
    name: '周建民',
    title: '监督委员',
    roles: ['supervisor'],
  },
  supervisorB: {
    username: 'supervisor-b',
    name: '黄秀英',
    title: '监督委员',
    roles: ['supervisor'],
  },
  supervisorC: {
    username: 'supervisor-c',
    name: '罗志强',
    title: '监督委员',
    roles: ['supervisor'],
  },
  street: {
    username: 'street',
    name: '谢文博',
    title: '街道经办',
    roles: ['street-officer'],
  },
  district: {
    username: 'district',
    name: '唐静',
    title: '区级经办',
    roles: ['district-officer'],
  },
  auditor: { username: 'auditor', name: '冯思齐', title: '审计', roles: ['auditor'] },
});

/** @typedef {keyof typeof PEOPLE | 'admin' | 'resident'} Part */
/** @typedef {(part: Part) => Client} Cast */

/**
 * Everybody at a running service; each signs in when he first speaks.
 * @param {string} url
 * @returns {Cast}
 */
export function cast(url) {
  /** @type {Map<Part, Client>} */
  const known = new Map();
  return (part) => {
    const client = known.get(part) ?? new Client(url, credentials(part));
    known.set(part, client);
    return client;
  };
}

/** The name with the duty, as the demo tells it. @param {Part} part */
export function who(part) {
  if (part === 'admin') return '系统管理员';
  if (part === 'resident') return '居民';
  const { title, name } = PEOPLE[part];
  return `${title}${name}`;
}

/** @param {Part} part */
function credentials(part) {
  if (part === 'resident') return null;
  if (part === 'admin') return { username: 'admin', name: '系统管理员', password: PASSWORD };
  const { username, name } = PEOPLE[part];
  return { username, name, password: PASSWORD };
}
