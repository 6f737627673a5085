import type { Money } from './money.js';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];

/**
 * The amount in formal Chinese numerals without the prefix 人民币: 壹仟肆佰零玖元伍角整.
 * 银发〔1997〕393号附 一; 会计基础工作规范 第五十二条: 整 stands after 元 and after 角.
 */
export function amountInWords(amount: Money): string {
  const [yuan = '0', fraction = '00'] = amount.abs().toString().split('.');
  const [jiao = '0', fen = '0'] = fraction;
  const whole = yuan === '0' ? '' : `${wholeInWords(yuan)}元`;
  return `${amount.isNegative() ? '负' : ''}${whole}${fractionInWords(whole, jiao, fen)}`;
}

function fractionInWords(whole: string, jiao: string, fen: string): string {
  if (jiao === '0' && fen === '0') return whole === '' ? '零元整' : '整';
  if (fen === '0') return `${word(jiao)}角整`;
  const gap = whole === '' ? '' : '零';
  return `${jiao === '0' ? gap : `${word(jiao)}角`}${word(fen)}分`;
}

/** One 零 for each run of zeros between two other digits, wherever 万 or 亿 falls. */
function wholeInWords(yuan: string): string {
  let words = '';
  let zeros = false;
  for (let index = 0; index < yuan.length; index += 1) {
    const digit = yuan.charAt(index);
    const place = yuan.length - 1 - index;
    if (digit !== '0') {
      words += `${zeros ? '零' : ''}${word(digit)}${PLACES[place % 4] ?? ''}`;
    }
    zeros = digit === '0';
    words += unitAfter(yuan.slice(0, index + 1), place);
  }
  return words;
}

/** 万 after four digits that are not all zero; 亿 once after the eight before it. */
function unitAfter(read: string, place: number): string {
  if (place === 8) return '亿';
  const closesTenThousands = place === 4 || place === 12;
  return closesTenThousands && /[1-9]/.test(read.slice(-4)) ? '万' : '';
}

function word(digit: string): string {
  return DIGITS.charAt(Number(digit));
}
