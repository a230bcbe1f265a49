import type { EvidenceItemResponse, WaiverResponse } from '../../../shared/api/generated/types.gen.js';
import type { Mark, MarkedState } from '../../../shared/model/states.js';

type Evidence = Pick<EvidenceItemResponse, 'kind' | 'status' | 'summary'>;

export const evidenceState: Record<EvidenceItemResponse['status'], MarkedState> = {
  pending: { mark: 'queued', word: 'Pending' },
  running: { mark: 'running', word: 'Running' },
  passed: { mark: 'succeeded', word: 'Passed' },
  warning: { mark: 'warning', word: 'Warning' },
  failed: { mark: 'failed', word: 'Failed' },
  skipped: { mark: 'cancelled', word: 'Skipped' },
  unreadable: { mark: 'unknown', word: 'Cannot be read' },
};

export const waiverState: Record<WaiverResponse['state'], MarkedState> = {
  active: { mark: 'succeeded', word: 'Active' },
  expired: { mark: 'cancelled', word: 'Expired' },
  revoked: { mark: 'cancelled', word: 'Revoked' },
};

export const kindWord: Record<EvidenceItemResponse['kind'], string> = {
  test_report: 'Tests',
  coverage: 'Coverage',
  vulnerability_scan: 'Vulnerabilities',
  sbom: 'Parts list',
  signature: 'Signature',
  ci_step: 'Step',
};

/** One figure of a card; `mark` where it is more than a count. */
export type Figure = { value: string; label: string; mark?: Mark };

/** What a card says at a glance. Nothing for a report that cannot be read. */
export function figuresOf({ kind, status, summary }: Evidence): Figure[] {
  return status === 'unreadable' ? [] : FIGURES[kind](summary);
}

type Summary = EvidenceItemResponse['summary'];

const FIGURES: Record<EvidenceItemResponse['kind'], (summary: Summary) => Figure[]> = {
  test_report: (summary) => [
    marked(summary, 'failed', 'failed', 'failed'),
    figure(summary, 'passed', 'passed'),
    ...someOf(summary, 'skipped', 'skipped'),
  ],
  coverage: (summary) => [
    { value: `${numberIn(summary, 'percent')} %`, label: 'of lines' },
    ...someOf(summary, 'files', 'files'),
  ],
  vulnerability_scan: (summary) => [
    marked(summary, 'critical', 'critical', 'failed'),
    marked(summary, 'high', 'high', 'warning'),
    figure(summary, 'medium', 'medium'),
    figure(summary, 'low', 'low'),
    ...waivedIn(summary),
  ],
  sbom: (summary) => [figure(summary, 'packages', 'packages'), ...someOf(summary, 'dependencies', 'dependencies')],
  signature: (summary) => (typeof summary['keyName'] === 'string' ? [{ value: summary['keyName'], label: 'key' }] : []),
  ci_step: (summary) => [{ value: String(summary['stepType'] ?? ''), label: 'type' }],
};

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'unknown'];

function waivedIn(summary: Summary): Figure[] {
  const waived = SEVERITIES.reduce((sum, severity) => sum + numberIn(summary, `${severity}Waived`), 0);
  return waived > 0 ? [{ value: waived.toLocaleString('en'), label: 'waived' }] : [];
}

const numberIn = (summary: Summary, name: string): number => {
  const value = summary[name];
  return typeof value === 'number' ? value : 0;
};

const figure = (summary: Summary, name: string, label: string): Figure => ({
  value: numberIn(summary, name).toLocaleString('en'),
  label,
});

const someOf = (summary: Summary, name: string, label: string): Figure[] =>
  numberIn(summary, name) > 0 ? [figure(summary, name, label)] : [];

/** Worth its mark when there is any. */
function marked(summary: Summary, name: string, label: string, mark: Mark): Figure {
  return { ...figure(summary, name, label), ...(numberIn(summary, name) > 0 && { mark }) };
}

/** Kinds in the order in which people ask about them; of a kind the newest first, as it comes. */
export function inOrder(items: readonly EvidenceItemResponse[]): EvidenceItemResponse[] {
  const kinds = Object.keys(kindWord);
  return items.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}
