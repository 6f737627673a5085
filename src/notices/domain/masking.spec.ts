import { describe, expect, test } from '@jest/globals';
import { maskName, maskPerson } from './masking.js';

const PEOPLE: readonly (readonly [string, string])[] = [
  ['张建国', '张**'],
  ['李明', '李*'],
  ['王小二', '王**'],
  ['欧阳锋', '欧阳*'],
  ['司马相如', '司马**'],
  ['诸葛孔明', '诸葛**'],
  ['陈国梁', '陈**'],
  ['赵玉兰', '赵**'],
  ['周建民', '周**'],
  ['黄秀英', '黄**'],
  ['罗志强', '罗**'],
  ['林晓梅', '林**'],
  ['谢文博', '谢**'],
  ['唐静', '唐*'],
  ['刘园', '刘*'],
  ['王知行', '王**'],
  ['龚丽', '龚*'],
  ['邓小兰', '邓**'],
  ['覃勇', '覃*'],
  ['张三、李四', '张*、李*'],
  ['王小明（3栋）', '王**（3栋）'],
  ['广安修缮队（王小明）', '广安修缮队（王**）'],
  ['夏侯惇', '夏侯*'],
  ['马冬梅 高强', '马** 高*'],
];

/** Of samples/ and such as them. */
const NOT_PEOPLE: readonly string[] = [
  '国霖',
  '台电',
  '台水',
  '中华电信',
  '永大电梯',
  '锦川工程',
  '千圆行',
  '鋐隆行',
  '群扬网络资讯',
  '保家保全物业',
  '消防检修单位',
  '化粪池清理单位',
  '门禁维修单位',
  '备用金保管人',
  '保安人员（签领表）',
  '溢收退款住户（签领表）',
  '临时工（签领表）',
  '报销人员（签领表）',
  '住户（2笔，催收）',
  '住户（151笔）',
  '住户（2笔，未冲销）',
  '违约住户',
  '违约车主',
  '户09',
  '出资人',
  '员工A',
  '个人B',
  '深圳业昕',
  '福城街道办事处',
  '福建三棵树',
  '开户银行',
  '社会保险费征收机构',
  '新竹振道有线电视',
  '讲师住宿与餐饮单位',
  '餐饮单位',
  '杭电计算机社团',
  '场地出租单位',
  '活动供应商',
  '清洁用品供应商',
  '垃圾袋供应商',
  '水塔清洗单位',
  '广安修缮队',
  '张江高科（集团）有限公司',
  '万家超市',
  '金店街药店',
  '爱心人士',
  '高新区税务局',
  '安康社',
  '四川大学',
];

describe('a natural person shows the surname alone (个人信息保护法 第二十五条)', () => {
  test.each(PEOPLE)('%s becomes %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  test.each(NOT_PEOPLE)('%s stands as it is', (name) => {
    expect(maskName(name)).toBe(name);
  });

  test('names in doubt are masked; what was entered of the party ends the doubt', () => {
    expect(maskName('万隆行')).toBe('万**');
    expect(maskName('万隆行', 'organisation')).toBe('万隆行');
    expect(maskName('阿依古丽')).toBe('阿依古丽');
    expect(maskName('阿依古丽', 'person')).toBe('阿***');
    expect(maskName('张园会', 'person')).toBe('张**');
    expect(maskName('王小明（装修户）', 'person')).toBe('王**（装**）');
  });

  test('who objects is masked whatever the name, but 3栋居民 names nobody', () => {
    expect(maskPerson('阿强')).toBe('阿*');
    expect(maskPerson('3栋居民')).toBe('3栋居民');
    expect(maskPerson('热心居民')).toBe('热心居民');
  });
});
