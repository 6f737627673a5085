import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const TYPESCRIPT = ['src/**/*.ts', 'test/**/*.ts', 'migrations/**/*.ts'];
const SPECS = ['src/**/*.spec.ts', 'test/**/*.ts'];

const readsTheClock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Only platform/clock reads the time: ask it for the instant.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Only platform/clock reads the time: ask it for the instant.',
  },
];

const publicMethod =
  "MethodDefinition[kind='method'][static=false][key.type='Identifier']" +
  ':not([accessibility=/^(private|protected)$/])';

const shapeOfClasses = [
  {
    selector: "MethodDefinition[kind='constructor'] > FunctionExpression[params.length>4]",
    message: 'A constructor takes at most 4 dependencies: split the class.',
  },
  {
    selector: "CallExpression[callee.name='forwardRef']",
    message: 'No forwardRef: a door is entered from the right of the ladder only.',
  },
];

const leavesToChance = {
  selector: "MemberExpression[object.name='Math'][property.name='random']",
  message: 'Use node:crypto: chance decides nothing here, and secrets need real randomness.',
};

const doorIsNarrow = {
  selector: `ClassBody > ${Array.from({ length: 8 }, () => publicMethod).join(' ~ ')}`,
  message: 'A door has at most 7 public methods; past that the module is two.',
};

const webDecorators = [
  'All',
  'Body',
  'Controller',
  'Delete',
  'Get',
  'Header',
  'Headers',
  'HttpCode',
  'Ip',
  'Param',
  'Patch',
  'Post',
  'Put',
  'Query',
  'Redirect',
  'Req',
  'Res',
  'UploadedFile',
];

const webExceptions = [
  'BadRequestException',
  'ConflictException',
  'ForbiddenException',
  'HttpException',
  'HttpStatus',
  'InternalServerErrorException',
  'NotFoundException',
  'UnauthorizedException',
  'UnprocessableEntityException',
];

const keepsAway = (importNames, message) => ({
  'no-restricted-imports': ['error', { paths: [{ name: '@nestjs/common', importNames, message }] }],
});

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'demo-out/', '.data/', 'samples/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        (
          'AbortController AbortSignal Blob Buffer FormData Headers Request Response TextDecoder ' +
          'TextEncoder URL URLSearchParams clearInterval clearTimeout console crypto fetch ' +
          'performance process queueMicrotask setImmediate setInterval setTimeout structuredClone'
        )
          .split(' ')
          .map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
  },
  {
    files: TYPESCRIPT,
    // The rules that need types stand in .oxlintrc.json: they are tried by the native compiler.
    extends: [tseslint.configs.strict],
    languageOptions: {
      parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // A Nest module is a class that only carries its decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/ban-ts-comment': 'error',
      eqeqeq: 'error',
      // 全角空格 belongs in Chinese text.
      'no-irregular-whitespace': ['error', { skipTemplates: true, skipStrings: true }],
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/**/*.spec.ts'],
    rules: {
      '@typescript-eslint/max-params': ['error', { max: 5 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...shapeOfClasses, ...readsTheClock, leavesToChance],
      ...keepsAway(
        [...webDecorators, ...webExceptions],
        'Only http/ speaks HTTP: throw DomainError.',
      ),
    },
  },
  {
    // Catalogues are data, one entry after another.
    files: ['src/kernel/problems/*.problems.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['src/**/*.service.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...shapeOfClasses,
        ...readsTheClock,
        leavesToChance,
        doorIsNarrow,
      ],
    },
  },
  {
    files: ['src/**/http/**/*.ts'],
    ignores: ['src/**/*.spec.ts', 'src/platform/**'],
    rules: {
      // A handler takes one decorated parameter for each part of its request.
      '@typescript-eslint/max-params': ['error', { max: 7 }],
      ...keepsAway(webExceptions, 'Throw DomainError: its code has one status in the catalogue.'),
    },
  },
  {
    files: ['src/platform/**/*.ts', 'src/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['src/platform/clock*', 'src/platform/clock/**'],
    rules: { 'no-restricted-syntax': ['error', ...shapeOfClasses, leavesToChance] },
  },
  {
    // Two transactions that met try again after unequal pauses.
    files: ['src/platform/database/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...shapeOfClasses, ...readsTheClock] },
  },
  {
    // The operator's commands talk to a terminal.
    files: ['src/*.ts', 'src/cli/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: SPECS,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      'no-console': 'off',
    },
  },
);
