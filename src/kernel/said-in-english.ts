import { fieldDetailInEnglish } from './field-details.js';
import { PROBLEMS, renderProblem, type ProblemCode } from './problems.js';

/** The English of what is said in Chinese of a field or a row; what no catalogue knows stays as it is. */
export function saidInEnglish(said: string): string {
  for (const { code, pattern } of PATTERNS) {
    const found = pattern.exec(said);
    if (found !== null) return renderProblem(code, found.groups ?? {}, 'en').detail;
  }
  return fieldDetailInEnglish(said);
}

/** A fact that a text says twice is the same both times. */
function patternOf(detail: string): RegExp {
  const known = new Set<string>();
  const text = detail
    .replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replaceAll(/\{([a-zA-Z]+)\}/g, (_, name: string) => {
      if (known.has(name)) return `\\k<${name}>`;
      known.add(name);
      return `(?<${name}>.+?)`;
    });
  return new RegExp(`^${text}$`, 'u');
}

/** The longest text first: what a shorter one would take with a fact belongs to it. */
const PATTERNS = Object.entries(PROBLEMS)
  .map(([code, { detail }]) => ({ code: code as ProblemCode, pattern: patternOf(detail.zh) }))
  .sort((a, b) => b.pattern.source.length - a.pattern.source.length);
