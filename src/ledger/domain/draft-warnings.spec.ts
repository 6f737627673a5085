import { expect, test } from '@jest/globals';
import { draftWarnings } from './draft-warnings.js';

test('a draft without a source document is told so, unless it needs none', () => {
  expect(draftWarnings(0, true)).toEqual([
    '尚未填写附件张数：除结账和更正错误外，记账凭证必须附有原始凭证，审核前请补填。',
  ]);
  expect(draftWarnings(1, true)).toEqual([]);
  expect(draftWarnings(0, false)).toEqual([]);
});
