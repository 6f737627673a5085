import type { PartyKind } from '../../treasury/domain/party-kind.js';
import { surnameOf, surnameOrFirst } from './surnames.js';

/** Words that only names of organisations, offices and shops bear. */
const ORGANISATION =
  /公司|集团|银行|商行|商店|商场|超市|酒店|饭店|宾馆|药店|书店|门店|社区|学校|学院|医院|中心|单位|公园|山庄|作坊|工作室|事务|基金|协会|学会|政府|街道|物业|保洁|保安|清洁|电信|移动|联通|电力|供电|水务|自来水|燃气|通信|网络|资讯|科技|工程|电梯|石油|石化|税务|财政|社保|医保|公积金/;

/** The last character of a short name that is an office, a shop or a thing; 行 and 园 end names of people as well. */
const OFFICE = /^..+[店部厂社会院校局所站队处委办馆铺账户商表款费金]$/u;

/** Words that name nobody. */
const NOBODY =
  /匿名|爱心|居民|业主|住户|租户|商户|村民|群众|职工|员工|人员|出资人|捐赠人|保管人|承租人|经手人|各户|多户|本社区|女士|先生/;

const HAN = /^[\p{Script=Han}·]+$/u;
const BRACKETS = /([（(][^（）()]*[)）])/;
const SEPARATORS = /([、，,/；;\s]+)/;

/**
 * Shows a natural person by the surname alone (个人信息保护法 第二十五条), an organisation in full.
 * What was said of the party decides; where nothing was, a name is a person's when it has the length of one,
 * begins with a common surname and bears no word of organisations.
 */
export function maskName(name: string, kind: PartyKind | null = null): string {
  if (kind === 'organisation') return name;
  if (kind === 'person') return maskPerson(name);
  const outside = name.replace(new RegExp(BRACKETS, 'g'), '');
  if (isInstitution(outside)) {
    return name.replace(/(?<=[（(])[^（）()]*(?=[)）]$)/, (inside) => maskName(inside));
  }
  return eachName(name, (part) => (isPerson(part) ? starred(part) : part));
}

/** Shows who was said to be a person by the surname alone; 3栋居民 and the like name nobody. */
export function maskPerson(name: string): string {
  return eachName(name, (part) => (NOBODY.test(part) || /\d/.test(part) ? part : starred(part)));
}

function isPerson(name: string): boolean {
  if (!HAN.test(name) || isInstitution(name) || NOBODY.test(name)) return false;
  return surnameOf(name.replace(/·/g, '')) !== null;
}

function isInstitution(name: string): boolean {
  return ORGANISATION.test(name) || OFFICE.test(name);
}

function starred(name: string): string {
  const shown = surnameOrFirst(name);
  const rest = Array.from(name).length - Array.from(shown).length;
  return shown + '*'.repeat(rest);
}

/** Looks at each of several names, outside brackets and inside; an institution's name is not taken apart. */
function eachName(name: string, shown: (part: string) => string): string {
  return name
    .split(BRACKETS)
    .map((part, index) =>
      index % 2 === 1
        ? part.charAt(0) + eachOf(part.slice(1, -1), shown) + part.slice(-1)
        : eachOf(part, shown),
    )
    .join('');
}

function eachOf(text: string, shown: (part: string) => string): string {
  return text
    .split(SEPARATORS)
    .map((part, index) => (index % 2 === 1 || part === '' ? part : shown(part)))
    .join('');
}
