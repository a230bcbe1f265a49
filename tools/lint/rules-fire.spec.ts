/**
 * Breaks every rule of the house on purpose and looks whether the lint notices. A rule that nobody has seen fire may
 * be switched off, misspelled or scoped to nothing. Each row has a clean counterpart, so a rule that always fires
 * fails here too.
 */
import { throughline } from '../eslint-rules/index.ts';
import { arrows, arrowTargets, declaredPackages } from './fixtures/arrows.ts';
import { architecture } from './fixtures/architecture.ts';
import type { Fixture } from './fixtures/fixture.ts';
import { limits } from './fixtures/limits.ts';
import { namesAndComments } from './fixtures/names-and-comments.ts';
import { safety } from './fixtures/safety.ts';
import { Sandbox } from './fixtures/sandbox.ts';
import { webAndSpecs } from './fixtures/web-and-specs.ts';
import { HOUSE_RULES, TYPED_RULES } from './house-rules.ts';

type Findings = Map<string, string[]>;
type Side = 'broken' | 'clean';

const rows: Fixture[] = [...limits, ...safety, ...namesAndComments, ...architecture, ...webAndSpecs];
const pathOf = (row: Fixture, side: Side): string => (side === 'clean' && row.cleanFile) || row.file;

describe('ESLint and oxlint', () => {
  const found = findBothSides(lint);

  it.each(rows)('$rule fires for $file', (row) => {
    expect(found.broken.get(pathOf(row, 'broken'))).toEqual([row.rule]);
  });

  it.each(rows)('$rule leaves the clean counterpart of $file alone', (row) => {
    expect(found.clean.get(pathOf(row, 'clean'))).toEqual([]);
  });

  it('has a broken example of every rule of the house', () => {
    const demanded = [...HOUSE_RULES.flatMap(({ rules }) => Object.keys(rules)), ...Object.keys(TYPED_RULES)];
    const local = Object.keys(throughline.rules).map((name) => `throughline/${name}`);
    const shown = new Set(rows.map(({ rule }) => rule));
    expect([...demanded, ...local].filter((rule) => !shown.has(rule))).toEqual([]);
  });
});

describe('the import arrows', () => {
  const found = findBothSides(cruise);

  it.each(arrows)('$rule fires for $file', ({ rule, file }) => {
    expect(found.broken.get(file)).toEqual([rule]);
  });

  it('leave the clean counterparts alone', () => {
    expect([...found.clean]).toEqual([]);
  });

  it('have a broken example each', () => {
    const { forbidden } = jest.requireActual<{ forbidden: { name: string }[] }>('../../.dependency-cruiser.cjs');
    const shown = new Set(arrows.map(({ rule }) => rule));
    expect(forbidden.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });
});

/** Runs a linter over the broken and the clean files at once, before the tests that follow. */
function findBothSides(run: (side: Side) => Promise<Findings>): Record<Side, Findings> {
  const found: Record<Side, Findings> = { broken: new Map(), clean: new Map() };
  beforeAll(async () => {
    [found.broken, found.clean] = await Promise.all([run('broken'), run('clean')]);
  }, 120_000);
  return found;
}

async function lint(side: Side): Promise<Findings> {
  const sandbox = new Sandbox(Object.fromEntries(rows.map((row) => [pathOf(row, side), row[side]])));
  const server = oxlint(sandbox, ['--tsconfig', 'tools/lint/tsconfig.server.json', '.', '--ignore-pattern', 'web/']);
  const web = oxlint(sandbox, ['--tsconfig', 'tools/lint/tsconfig.web.json', 'web']);
  try {
    const [found, ...typed] = await Promise.all([eslint(sandbox), server, web]);
    for (const [file, rule] of typed.flat()) found.set(file, [...new Set([...(found.get(file) ?? []), rule])]);
    return found;
  } finally {
    sandbox.remove();
  }
}

async function eslint(sandbox: Sandbox): Promise<Findings> {
  const output = await sandbox.run('eslint/bin/eslint.js', ['--format', 'json', '.']);
  const files = JSON.parse(output) as { filePath: string; messages: { ruleId: string; message: string }[] }[];
  return new Map(
    files.map(({ filePath, messages }) => [
      sandbox.relative(filePath),
      [...new Set(messages.map(({ ruleId, message }) => ruleId ?? message))],
    ]),
  );
}

/** The file of each finding and its rule. */
async function oxlint(sandbox: Sandbox, args: string[]): Promise<[string, string][]> {
  const output = await sandbox.run('oxlint/bin/oxlint', ['--format', 'json', ...args]);
  const { diagnostics } = JSON.parse(output) as { diagnostics: { filename: string; code: string }[] };
  return diagnostics.map(({ filename, code }) => [
    filename,
    code.replace(/^typescript(?:-eslint)?\((.*)\)$/, '@typescript-eslint/$1'),
  ]);
}

async function cruise(side: Side): Promise<Findings> {
  const files = Object.fromEntries(arrows.map((row) => [row.file, row[side]]));
  const dependencies = Object.fromEntries(declaredPackages.map((name) => [name, '*']));
  const sandbox = new Sandbox({ ...arrowTargets, ...files, 'package.json': JSON.stringify({ dependencies }) });
  try {
    const config = `${__dirname}/../../.dependency-cruiser.cjs`;
    const folders = ['libs', 'services', 'gateway', 'runner', 'web', 'tools'];
    const args = ['--config', config, '--output-type', 'json', ...folders];
    const output = await sandbox.run('dependency-cruiser/bin/dependency-cruiser.mjs', args);
    const { summary } = JSON.parse(output) as { summary: { violations: { from: string; rule: { name: string } }[] } };
    return groupByFile(summary.violations);
  } finally {
    sandbox.remove();
  }
}

function groupByFile(violations: { from: string; rule: { name: string } }[]): Findings {
  const found: Findings = new Map();
  for (const { from, rule } of violations) found.set(from, [...(found.get(from) ?? []), rule.name]);
  return found;
}
