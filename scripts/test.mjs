/** Everything under UTC, then what depends on the day once more under Shanghai's clock, and the rules under one of the west. */
import process from 'node:process';
import { install, prepare, runNode } from './prepare.mjs';

const options = process.argv.slice(2);
const small = options.includes('--small');
const asked = options.filter((option) => option !== '--small');

/** Runs Jest on the named paths under a time zone; an empty list means everything. */
function jest(zone, paths) {
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  return runNode('node_modules/jest/bin/jest.js', ['--maxWorkers=2', ...paths], {
    TZ: zone,
    NODE_ENV: 'test',
    NODE_OPTIONS: [process.env.NODE_OPTIONS, ...flags].filter(Boolean).join(' '),
  });
}

const CALENDAR_RULES = ['src/kernel/', 'src/ledger/'];
// Where a date crosses the wire, a file or the database: vouchers, the seal and its notice, leases, imports, banks, filings.
const DATES_ON_THEIR_WAY = [
  'test/api/(vouchers|sealed-months|notices|assets|ledger-import|reconciliation-files|filings).spec',
];
const passes =
  asked.length > 0
    ? [['UTC', asked]]
    : [
        ['UTC', small ? ['src/'] : []],
        ['Asia/Shanghai', small ? CALENDAR_RULES : [...CALENDAR_RULES, ...DATES_ON_THEIR_WAY]],
        ...(small ? [] : [['America/Los_Angeles', CALENDAR_RULES]]),
      ];

// The tests of the operator's commands run what stands in dist.
if (!small) await prepare();
await install();
let worst = 0;
for (const [zone, paths] of passes) {
  console.error(`\n时区 / time zone ${zone}: ${paths.join(' ') || 'all tests'}`);
  worst = Math.max(worst, await jest(zone, paths));
}
process.exit(worst);
