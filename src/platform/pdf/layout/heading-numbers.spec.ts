import { expect, test } from '@jest/globals';
import { HeadingCounter, chineseCount, headingNumber } from './heading-numbers.js';

test('counts are written in Chinese from one to ninety-nine', () => {
  expect([1, 9, 10, 11, 19, 20, 21, 99].map(chineseCount)).toEqual([
    '一',
    '九',
    '十',
    '十一',
    '十九',
    '二十',
    '二十一',
    '九十九',
  ]);
});

test('the four levels are 一、（一）1．（1）', () => {
  const numbers = ([1, 2, 3, 4] as const).map((level) => headingNumber(level, 2));
  expect(numbers).toEqual(['二、', '（二）', '2．', '（2）']);
});

test('a higher heading sets the lower ones back', () => {
  const counter = new HeadingCounter();
  expect(counter.next(1, '甲', true)).toBe('一、');
  expect(counter.next(2, '乙', true)).toBe('（一）');
  expect(counter.next(2, '丙', true)).toBe('（二）');
  expect(counter.next(1, '丁', true)).toBe('二、');
  expect(counter.next(2, '戊', true)).toBe('（一）');
});

test('a heading that brings its number gets no second one, and still counts', () => {
  const counter = new HeadingCounter();
  expect(counter.next(1, '一、基本情况', true)).toBe('');
  expect(counter.next(1, '收入情况', true)).toBe('二、');
  expect(counter.next(1, '不编号', false)).toBe('');
});
