/** Crockford's digits: none is taken for another on paper. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;

/** A code of sixteen characters from ten random bytes: eighty bits, not to be guessed. */
export function verificationCode(random: Uint8Array): string {
  let bits = 0n;
  for (const byte of random.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: LENGTH }, (_, index) =>
    DIGITS.charAt(Number((bits >> BigInt(5 * (LENGTH - 1 - index))) & 31n)),
  ).join('');
}

/** Reads a code as people type it: any case, with or without hyphens, O for 0, I and L for 1; null when it is none. */
export function readVerificationCode(text: string): string | null {
  const code = text
    .toUpperCase()
    .replaceAll(/[-\s]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const wellFormed =
    code.length === LENGTH && Array.from(code).every((digit) => DIGITS.includes(digit));
  return wellFormed ? code : null;
}

/** The code in groups of four, as it is printed. */
export function printedCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? '';
}
