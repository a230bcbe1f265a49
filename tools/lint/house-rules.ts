import type { Linter } from 'eslint';
import { HTTP_CLIENTS } from './http-clients.ts';
import { WALL_CLOCKS } from './wall-clocks.ts';

/**
 * The limits of the house as ESLint rules: what is forbidden, and where. Pure data, read by house-config.ts, and by
 * rules-fire.spec.ts, which demands a broken example of every rule named here.
 */
export type RuleSet = Pick<Linter.Config, 'name' | 'files' | 'ignores'> & { rules: Linter.RulesRecord };

export const TYPESCRIPT = ['**/*.{ts,tsx,mts,cts}'];
const SPECS = ['**/*.{spec,int-spec,api-spec,journey,test}.{ts,tsx}'];
const TESTS = [...SPECS, '**/test/**', 'libs/shared/testing/**', 'e2e/**', 'bench/**'];
const CONFIGS = ['**/*.config.{ts,mts,mjs,cjs,js}', '*.cjs'];
const TOOLS = ['tools/**'];
// The examples are the sample app of a user: its code is kept tidy, but it is not one of our services.
const EXAMPLES = ['examples/**'];
const OUTSIDE_PRODUCT = [...TESTS, ...TOOLS, ...EXAMPLES];

const LIMITS: RuleSet[] = [
  {
    name: 'house/limits',
    rules: {
      complexity: ['error', { max: 10 }],
      'max-depth': ['error', { max: 3 }],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'throughline/parameter-limit': 'error',
    },
  },
  {
    name: 'house/limits-of-specs',
    files: SPECS,
    rules: {
      'max-lines': ['error', { max: 500 }],
      'max-lines-per-function': 'off',
      'throughline/test-function-length': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
];

const SAFETY: RuleSet[] = [
  {
    name: 'house/no-evaluation',
    rules: { 'no-eval': 'error', 'no-new-func': 'error', 'throughline/no-vm': 'error' },
  },
  {
    name: 'house/types',
    files: TYPESCRIPT,
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    name: 'house/tokens',
    ignores: OUTSIDE_PRODUCT,
    rules: { 'throughline/no-unverified-token': 'error' },
  },
];

const NAMES_AND_COMMENTS: RuleSet[] = [
  {
    name: 'house/comments',
    rules: { 'throughline/disable-needs-reason': 'error', 'throughline/todo-needs-issue': 'error' },
  },
  {
    name: 'house/file-names',
    // TanStack reads meaning from the names of route files: __root.tsx, $org.tsx.
    ignores: ['web/src/routes/**'],
    rules: { 'throughline/kebab-file-name': 'error' },
  },
  {
    name: 'house/folders',
    files: ['**/{helper,helpers,common,util,utils}/**'],
    rules: { 'throughline/no-junk-drawer': 'error' },
  },
  {
    name: 'house/classes',
    ignores: ['**/*.dto.ts', '**/*.errors.ts'],
    rules: { 'throughline/one-exported-class': 'error' },
  },
];

const ARCHITECTURE: RuleSet[] = [
  {
    name: 'house/environment',
    ignores: [...OUTSIDE_PRODUCT, ...CONFIGS],
    rules: { 'throughline/config-only-process-env': 'error' },
  },
  {
    name: 'house/http-clients',
    // The browser's one client calls where the page came from.
    ignores: [...OUTSIDE_PRODUCT, ...CONFIGS, ...Object.keys(HTTP_CLIENTS), 'web/src/shared/api/**'],
    rules: { 'throughline/no-raw-http': 'error' },
  },
  {
    name: 'house/clocks',
    // A browser has no other clock.
    ignores: [...OUTSIDE_PRODUCT, ...CONFIGS, ...Object.keys(WALL_CLOCKS), 'web/**'],
    rules: { 'throughline/no-wall-clock': 'error' },
  },
  {
    name: 'house/outbox',
    files: TYPESCRIPT,
    ignores: [...OUTSIDE_PRODUCT, 'libs/shared/platform/**/messaging/**'],
    rules: { 'throughline/enqueue-through-outbox': 'error' },
  },
  {
    name: 'house/tenancy',
    ignores: [...OUTSIDE_PRODUCT, 'libs/shared/platform/**', '**/database/**'],
    rules: { 'throughline/data-source-stays-in-database': 'error' },
  },
  {
    name: 'house/errors',
    ignores: [...OUTSIDE_PRODUCT, 'libs/shared/platform/**'],
    rules: { 'throughline/nest-exceptions-stay-in-platform': 'error' },
  },
  {
    name: 'house/routes',
    files: TYPESCRIPT,
    ignores: OUTSIDE_PRODUCT,
    rules: { 'throughline/route-declares-permission': 'error' },
  },
];

const WEB_AND_SPECS: RuleSet[] = [
  {
    name: 'house/web',
    files: ['web/**/*.{ts,tsx}'],
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'throughline/no-barrel': 'error',
    },
  },
  {
    name: 'house/waiting',
    files: SPECS,
    rules: { 'throughline/no-sleep-in-specs': 'error' },
  },
];

export const HOUSE_RULES: RuleSet[] = [...LIMITS, ...SAFETY, ...NAMES_AND_COMMENTS, ...ARCHITECTURE, ...WEB_AND_SPECS];

// node:test awaits the tests it is given; TanStack Router catches what its own functions make.
const NODE_TESTS = { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] };
const ROUTER_SIGNALS = { from: 'package', package: '@tanstack/router-core', name: ['Redirect', 'NotFoundError'] };

/** What takes types to know. Checked by oxlint, whose checker is the native one: ESLint would build a program in JavaScript. */
export const TYPED_RULES: Linter.RulesRecord = {
  '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [NODE_TESTS] }],
  // React ignores what an event handler returns, and a rejection there reaches the window's error handler.
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/only-throw-error': ['error', { allow: [ROUTER_SIGNALS] }],
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { requireDefaultForNonUnion: true }],
};
