import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import type { ESLint, Linter } from 'eslint';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { throughline } from '../eslint-rules/index.ts';
import { HOUSE_RULES } from './house-rules.ts';

export const NOT_OURS = ['**/dist/', '**/coverage/', '**/generated/', '**/*.gen.ts', '.data/', '.nx/'];
// typescript-eslint and ESLint describe the same rule object with types that do not meet.
const PLUGINS = { throughline, 'react-hooks': reactHooks } as unknown as Record<string, ESLint.Plugin>;
const NODE = Object.getOwnPropertyNames(globalThis);
const COMMONJS = ['require', 'module', 'exports', '__dirname', '__filename'];
const BROWSER = ['window', 'document', 'localStorage', 'matchMedia', 'navigator', 'location'];
const WEB = ['web/**/*.{ts,tsx}'];

/** The ESLint configuration: what can be seen in one file. What takes types to know is oxlint's (typed-config.ts). */
export function houseConfig(): Linter.Config[] {
  return defineConfig(
    globalIgnores(NOT_OURS),
    { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
    js.configs.recommended,
    tseslint.configs.recommended,
    { plugins: PLUGINS },
    { files: ['**/*.{js,mjs,cjs}'], ...untyped([...NODE, ...COMMONJS]) },
    { files: ['web/public/**/*.js'], ...untyped(BROWSER) },
    { files: WEB, rules: reactRules() },
    HOUSE_RULES,
  );
}

/** All that React's own plugin recommends; a warning that nobody must answer is noise, so each is an error. */
function reactRules(): Linter.RulesRecord {
  return Object.fromEntries(Object.keys(reactHooks.configs.flat.recommended.rules).map((rule) => [rule, 'error']));
}

/** Scripts without types: the names they may use without declaring them are listed. */
function untyped(globals: string[]): Linter.Config {
  return {
    languageOptions: { globals: Object.fromEntries(globals.map((name) => [name, 'readonly' as const])) },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  };
}
