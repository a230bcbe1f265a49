import { describe, expect, it } from 'vitest';
import type { EvidenceItemResponse } from '../../../shared/api/generated/types.gen.js';
import { figuresOf, inOrder } from './evidence-words.js';

type Kind = EvidenceItemResponse['kind'];
const figures = (kind: Kind, summary: Record<string, unknown>, status: EvidenceItemResponse['status'] = 'passed') =>
  figuresOf({ kind, summary, status }).map(({ value, label, mark }) => [value, label, ...(mark ? [mark] : [])]);

describe('figuresOf', () => {
  it.each<[string, Kind, Record<string, unknown>, string[][]]>([
    [
      'tests that failed',
      'test_report',
      { failed: 2, passed: 1_240, skipped: 3 },
      [
        ['2', 'failed', 'failed'],
        ['1,240', 'passed'],
        ['3', 'skipped'],
      ],
    ],
    [
      'tests that all passed',
      'test_report',
      { failed: 0, passed: 5, skipped: 0 },
      [
        ['0', 'failed'],
        ['5', 'passed'],
      ],
    ],
    ['coverage that was posted', 'coverage', { percent: 81.23, files: 0 }, [['81.23 %', 'of lines']]],
    [
      'findings, with those that are waived',
      'vulnerability_scan',
      { critical: 1, high: 0, medium: 2, low: 0, criticalWaived: 1, lowWaived: 2 },
      [
        ['1', 'critical', 'failed'],
        ['0', 'high'],
        ['2', 'medium'],
        ['0', 'low'],
        ['3', 'waived'],
      ],
    ],
    ['a parts list', 'sbom', { packages: 500, dependencies: 0 }, [['500', 'packages']]],
    ['a signature', 'signature', { verified: true, keyName: 'release' }, [['release', 'key']]],
    ['a signature that is wrong', 'signature', { verified: false, keyName: null }, []],
    ['a step', 'ci_step', { stepType: 'sast' }, [['sast', 'type']]],
  ])('of %s', (_what, kind, summary, expected) => expect(figures(kind, summary)).toEqual(expected));

  it('of a report that cannot be read are none', () => expect(figures('sbom', {}, 'unreadable')).toEqual([]));
});

it('kinds come in the order in which people ask', () => {
  const items = (['ci_step', 'sbom', 'test_report', 'vulnerability_scan'] as const).map((kind) => ({ kind }));
  expect(inOrder(items as EvidenceItemResponse[]).map(({ kind }) => kind)).toEqual([
    'test_report',
    'vulnerability_scan',
    'sbom',
    'ci_step',
  ]);
});
