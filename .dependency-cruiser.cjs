/** The ladder: a room enters only doors of the rungs above its own line; rooms of one rung are strangers. */
const LADDER = [
  ['kernel'],
  ['platform'],
  ['audit'],
  ['identity'],
  ['documents'],
  ['ledger'],
  ['treasury'],
  ['assets', 'companies', 'charity'],
  ['oversight'],
  ['notices'],
  ['filings'],
];

const SPEC = '\\.spec\\.ts$';
const ROOMS = LADDER.slice(2).flat();
const anyOf = (names) => `(${names.join('|')})`;
const npm = (...names) => `(^|node_modules/)${anyOf(names)}(/|$)`;

/** One rule a room: nothing of its own rung or to its right. */
const ladder = LADDER.flatMap((rung, index) =>
  rung.map((room) => {
    const strangers = LADDER.slice(index)
      .flat()
      .filter((other) => other !== room);
    return {
      name: `${room}-enters-only-doors-to-its-left`,
      severity: 'error',
      comment: `${room} stands to the left of what it asks for; turn the call round.`,
      from: { path: `^src/${room}/` },
      to: { path: `^src/${anyOf(strangers)}/` },
    };
  }),
).filter((rule) => rule.to.path !== '^src/()/');

const forbidden = [
  ...ladder,
  {
    name: 'kernel-imports-nothing-but-decimal',
    severity: 'error',
    comment: 'The kernel is values: no framework, no Node, no other package.',
    from: { path: '^src/kernel/', pathNot: SPEC },
    to: { pathNot: `^src/kernel/|${npm('decimal\\.js')}` },
  },
  {
    name: 'no-room-enters-the-hall',
    severity: 'error',
    comment: 'main, cli and app.module put the rooms together; no room knows them.',
    from: { path: '^src/[^/]+/', pathNot: '^src/cli/' },
    to: { path: '^src/[^/]+\\.ts$' },
  },
  {
    name: 'only-through-the-door',
    severity: 'error',
    comment: 'Of another room one sees its door (x.service.ts), its module and its domain.',
    from: { path: `^src/${anyOf(ROOMS)}/` },
    to: {
      path: `^src/${anyOf(ROOMS)}/`,
      pathNot: ['^src/$1/', '\\.(service|module)\\.ts$', '/domain/'],
    },
  },
  {
    name: 'only-storage-knows-the-database',
    severity: 'error',
    comment: 'Queries stand in storage/, named by the question they answer.',
    from: {
      path: '^src/[^/]+/',
      pathNot: ['/storage/', '^src/platform/(database|embedded-postgres)/', SPEC],
    },
    to: { path: npm('typeorm', 'pg') },
  },
  {
    name: 'only-modules-and-storage-wire-typeorm',
    severity: 'error',
    comment: 'A module registers its entities; nobody else needs @nestjs/typeorm.',
    from: {
      path: '^src/[^/]+/',
      pathNot: ['/storage/', '\\.module\\.ts$', '^src/platform/database/', SPEC],
    },
    to: { path: npm('@nestjs/typeorm') },
  },
  {
    name: 'only-http-speaks-http',
    severity: 'error',
    comment: 'Requests, answers and their validation stand in http/.',
    from: { path: '^src/[^/]+/', pathNot: ['/http/', '^src/platform/auth/', SPEC] },
    to: {
      path: npm(
        '@nestjs/swagger',
        '@nestjs/platform-fastify',
        '@fastify/[^/]+',
        'fastify',
        'class-validator',
        'class-transformer',
      ),
    },
  },
  {
    name: 'rules-stay-pure',
    severity: 'error',
    comment: 'A rule is values in, values out: kernel, domain and (for digests) node:crypto.',
    from: { path: '^src/.+/domain/', pathNot: SPEC },
    to: { pathNot: ['^src/kernel/', '^src/.+/domain/', '^(node:)?crypto$'] },
  },
  {
    name: 'storage-knows-no-http',
    severity: 'error',
    comment: 'Storage answers its own room; how an answer is sent is not its concern.',
    from: { path: '/storage/' },
    to: { path: '^src/.+/http/' },
  },
  {
    name: 'no-circle',
    severity: 'error',
    comment: 'Two files that need each other are one file, or three.',
    from: { path: '^src/' },
    to: { circular: true },
  },
  {
    name: 'no-barrel',
    severity: 'error',
    comment: 'Import the file that says it.',
    from: { path: '^src/' },
    to: { path: '(^|/)index\\.ts$', pathNot: 'node_modules' },
  },
  {
    name: 'no-unlisted-package',
    severity: 'error',
    comment: 'The service runs on the dependencies of package.json alone.',
    from: { path: '^src/', pathNot: SPEC },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-lost-import',
    severity: 'error',
    comment: 'What is imported must be there.',
    from: { path: '^src/' },
    to: { couldNotResolve: true },
  },
  {
    name: 'no-spec-in-the-product',
    severity: 'error',
    comment: 'No code of the service leans on a test.',
    from: { path: '^src/', pathNot: SPEC },
    to: { path: `${SPEC}|^test/` },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
