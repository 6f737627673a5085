/** Words that only names of organisations and offices bear. */
const ORGANISATION =
  /公司|集团|银行|商行|商店|商场|超市|酒店|饭店|宾馆|药店|书店|门店|店$|行$|部$|厂|社|会$|院|校|园|局|所$|中心|站|队|处$|单位|委|办$|庄|坊|馆|铺|铺面|工作室|事务|基金|协会|学会|政府|街道|物业|保洁|保安|清洁|电信|移动|联通|电力|供电|水务|自来水|燃气|通信|网络|石油|石化|税务|财政|社保|医保|公积金|账$|户$/;

/** Words that name nobody. */
const NOBODY =
  /匿名|爱心|居民|业主|住户|租户|商户|村民|群众|职工|员工|出资人|捐赠人|各户|多户|本社区/;

const PERSON = /^[\p{Script=Han}·]{2,4}$/u;

/**
 * Shows a natural person by the surname alone (个人信息保护法 第二十五条), an organisation in full.
 * Two to four Chinese characters without a word that organisations bear are taken for a person; names in doubt are masked.
 */
export function maskName(name: string): string {
  const parts = name.split(/([、，,/；;（）()\s]+)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : maskOne(part))).join('');
}

function maskOne(name: string): string {
  if (!PERSON.test(name) || ORGANISATION.test(name) || NOBODY.test(name)) return name;
  return name.replace(/(?<=.)./gu, '*');
}
