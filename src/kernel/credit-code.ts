const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WELL_FORMED = /^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** True for a unified social credit code whose two check characters agree (GB 32100-2015, inner code GB 11714). */
export function isCreditCode(text: string): boolean {
  return (
    WELL_FORMED.test(text) &&
    text[17] === checkCharacter(text) &&
    text[16] === organisationCheckCharacter(text.slice(8, 16))
  );
}

function checkCharacter(code: string): string | undefined {
  const sum = weigh(WEIGHTS, (index) => ALPHABET.indexOf(code.charAt(index)));
  return ALPHABET[(31 - (sum % 31)) % 31];
}

/** GB 11714 counts A as 10 through Z as 35, the letters left out by GB 32100 included. */
function organisationCheckCharacter(body: string): string | undefined {
  const sum = weigh(ORGANISATION_WEIGHTS, (index) => parseInt(body.charAt(index), 36));
  return '0123456789X'[(11 - (sum % 11)) % 11];
}

function weigh(weights: readonly number[], valueAt: (index: number) => number): number {
  return weights.reduce((sum, weight, index) => sum + weight * valueAt(index), 0);
}
