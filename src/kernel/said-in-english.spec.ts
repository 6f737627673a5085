import { expect, test } from '@jest/globals';
import { PROBLEMS, renderProblem, type ProblemCode } from './problems.js';
import { saidInEnglish } from './said-in-english.js';

test.each([
  ['必须填写。', 'Must be given.'],
  ['没有人知道的话。', '没有人知道的话。'],
])('%s', (zh, en) => {
  expect(saidInEnglish(zh)).toBe(en);
});

test('the sentence of every problem, with its facts, is said in English as the problem itself is', () => {
  for (const [code, { detail }] of Object.entries(PROBLEMS)) {
    const facts = Object.fromEntries(
      [...detail.zh.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name = ''], index) => [
        name,
        name === 'state' ? 'sealed' : `第${index}号`,
      ]),
    );
    const said = (language: 'zh' | 'en') =>
      renderProblem(code as ProblemCode, facts, language).detail;
    const known = [...detail.en.matchAll(/\{([a-zA-Z]+)\}/g)].every(
      ([, name = '']) => name in facts,
    );
    if (known) expect([code, saidInEnglish(said('zh'))]).toEqual([code, said('en')]);
  }
});
