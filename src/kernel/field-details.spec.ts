import { describe, expect, test } from '@jest/globals';
import { FIELD_DETAILS, fieldDetail, fieldDetailInEnglish } from './field-details.js';

describe('what is said of fields', () => {
  test.each([
    ['必须填写。', 'Must be given.'],
    ['不能晚于今天 2026-02-10。', 'Must not be after today, 2026-02-10.'],
    ['不能晚于 2026-02-10。', 'Must not be after 2026-02-10.'],
    ['应为下列之一：json, csv。', 'Must be one of: json, csv.'],
    ['2026-01-01 至 2026-12-31 已租给张三。', 'Let to 张三 from 2026-01-01 through 2026-12-31.'],
    ['应为分数，如 "2/3"。', 'Must be a fraction such as "2/3".'],
    ['没有人知道的话。', '没有人知道的话。'],
  ])('is said in English: %s', (zh, en) => {
    expect(fieldDetailInEnglish(zh)).toBe(en);
  });

  test('is filled with its facts', () => {
    expect(fieldDetail('at-most', { number: 3 })).toBe('不能大于 3。');
  });

  test('names the same facts in both languages', () => {
    const placesOf = (text: string): string[] => (text.match(/\{[a-z]+\}/g) ?? []).sort();
    for (const [code, { zh, en }] of Object.entries(FIELD_DETAILS)) {
      expect([code, placesOf(en)]).toEqual([code, placesOf(zh)]);
    }
  });
});
