import { EVIDENCE_FIELDS } from '../evidence/evidence-facts.rules.js';
import { SEVERITIES } from '../evidence/reports/report.rules.js';
import { BOOL, mapOf, NUMBER, TEXT, type ValueType, WHOLE } from './condition-type.rules.js';
import type { InputDefinition, InputType } from './inputs.rules.js';
import type { Cell } from './matrix.rules.js';

/** What the condition of a node may speak of, by the name of the variable. */
export type Scope = ReadonlyMap<string, ValueType>;

const record = (what: (field: string) => string, fields: Iterable<readonly [string, ValueType]>): ValueType => ({
  kind: 'record',
  fields: new Map(fields),
  lacks: what,
});

const OF_INPUT: Record<InputType, ValueType> = { string: TEXT, number: NUMBER, boolean: BOOL };

const counts = (kind: string, names: readonly string[], more: [string, ValueType][] = []): ValueType => {
  const fields = [...names.map((name) => [name, WHOLE] as [string, ValueType]), ...more];
  const choice = fields.map(([name]) => name).join(', ');
  return record((field) => `evidence.${kind} has no ${field}; it has ${choice}`, fields);
};

const WAIVED = SEVERITIES.map((severity) => `${severity}Waived`);
const COVERED = ['linesCovered', 'linesTotal', 'branchesCovered', 'branchesTotal'];

/** As `celOf` gives the facts to a condition: counts are whole numbers, a percentage is not. */
const EVIDENCE_TYPES: Record<(typeof EVIDENCE_FIELDS)[number], ValueType> = {
  tests: counts('tests', ['suites', 'total', 'passed', 'failed', 'skipped', 'durationMs']),
  coverage: counts('coverage', COVERED, [['percent', NUMBER]]),
  vulnerabilities: counts('vulnerabilities', [...SEVERITIES, 'total', 'fixable', ...WAIVED]),
  sbom: counts('sbom', ['packages', 'dependencies']),
  signatures: counts('signatures', ['total'], [['verified', BOOL]]),
  steps: mapOf(TEXT),
};
const EVIDENCE = record(
  (field) => `evidence has no ${field}; it has ${EVIDENCE_FIELDS.join(', ')}`,
  Object.entries(EVIDENCE_TYPES),
);

/**
 * What the condition of a node may speak of.
 * @param before the keys of nodes that run before it, at least of those that it looks at
 */
export function scopeOf(key: string, before: Iterable<string>, inputs: readonly InputDefinition[], cell: Cell): Scope {
  const node = record(
    (field) => `a node has no ${field}; it has status, outputs`,
    [
      ['status', TEXT],
      ['outputs', mapOf(TEXT)],
    ],
  );
  const given = inputs.map(({ name, type }) => [name, OF_INPUT[type]] as const);
  const axes = Object.entries(cell).map(([axis, value]) => [axis, OF_INPUT[typeof value as InputType]] as const);
  return new Map<string, ValueType>([
    ['branch', TEXT],
    ['inputs', record((field) => `there is no input ${field}`, given)],
    // Which there are is held against the names that it uses; see `checkTargets`.
    ['vars', mapOf(TEXT)],
    ['matrix', record((field) => `${key} has no axis ${field}`, axes)],
    [
      'nodes',
      record(
        (field) => `${key} looks at ${field}, which does not run before it`,
        [...before].map((one) => [one, node] as const),
      ),
    ],
    ['evidence', EVIDENCE],
  ]);
}
