import type { OxlintConfig } from 'oxlint';
import { NOT_OURS } from './house-config.ts';
import { TYPED_RULES, TYPESCRIPT } from './house-rules.ts';

/**
 * oxlint's configuration: the rules that take types, and no other. Types come from two programs, one for everything that
 * runs on Node and one for the browser (tool-checks.ts), which read the libraries' sources: lint needs no build.
 */
export const typedConfig: OxlintConfig = {
  plugins: ['typescript'],
  categories: { correctness: 'off' },
  options: { typeAware: true },
  ignorePatterns: ['**/node_modules', ...NOT_OURS],
  overrides: [{ files: TYPESCRIPT, rules: TYPED_RULES as OxlintConfig['rules'] }],
};
