/** The quarter goes to the street: compiled, signed by four, filed, returned once, filed again, accepted. */
import { did } from './narrator.mjs';
import { COMMUNITY, who } from './people.mjs';
import { C } from './setup.mjs';

/** @typedef {import('./people.mjs').Cast} Cast */

export const QUARTER = '2026-Q1';
const SIGNERS = /** @type {const} */ (['accountant', 'director', 'secretary', 'supervisorA']);

/**
 * Compiles a version, has it signed and submits it.
 * @param {Cast} as
 * @param {{ problems?: string[], plans?: string[] }} words what the community says besides the figures
 * @returns {Promise<string>} the filing
 */
export async function file(as, words) {
  const compiled = await as('accountant').post(`${C}/filings`, { quarter: QUARTER, ...words });
  for (const part of SIGNERS) await as(part).post(`/filings/${compiled.id}/sign`);
  await as('secretary').post(`/filings/${compiled.id}/submit`);
  did(
    who('secretary'),
    `第一季度报告第 ${compiled.version} 版：会计、主任、书记、监督委员签字，报送${COMMUNITY.streetName}党工委`,
  );
  return compiled.id;
}

/** The street sends a version back. @param {Cast} as @param {string} filing @param {string} reasons */
export async function giveBack(as, filing, reasons) {
  const { items } = await as('street').get(
    `/streets/${COMMUNITY.code.slice(0, 9)}/inbox?quarter=${QUARTER}`,
  );
  await as('street').post(`/filings/${filing}/return`, { reasons });
  did(who('street'), `收件箱 ${items.length} 件；退回：${reasons}`);
}

/** The street takes a version on file. @param {Cast} as @param {string} filing */
export async function accept(as, filing) {
  const { number } = await as('street').post(`/filings/${filing}/accept`, {
    opinion: '材料齐全，数字衔接，同意备案。',
  });
  did(who('street'), `同意备案，备案号 ${number}`);
}
