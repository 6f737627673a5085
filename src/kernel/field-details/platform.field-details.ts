import type { InBothLanguages } from '../problems/problem-catalogue.js';

/** What is said of fields at the door of every room. */
export const platformFieldDetails = {
  'no-invisible-characters': {
    zh: '不能含有换行等控制字符或看不见的字符。',
    en: 'Must not contain line feeds, other control characters or invisible characters.',
  },
  'last-duty': {
    zh: '此人在别处没有职责，这里至少保留一项。',
    en: 'This person holds no duty elsewhere: leave at least one here.',
  },
  'password-differs': {
    zh: '与现在的密码不符。',
    en: 'This is not the present password.',
  },
} as const satisfies Readonly<Record<string, InBothLanguages>>;
