import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { capabilitiesOf } from '../../../../test/capabilities.js';
import { renderUi, testQueryClient } from '../../../../test/render.js';
import {
  getCapabilitiesQueryKey,
  getEvidenceQueryKey,
  listEvidenceQueryKey,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { EvidenceItemResponse } from '../../../shared/api/generated/types.gen.js';
import { RunEvidence } from './run-evidence.js';

const org = 'acme';
const item = (more: Partial<EvidenceItemResponse>): EvidenceItemResponse => ({
  ...{ id: 'e1', executionId: 'run', nodeKey: 'test', artifactId: null, kind: 'test_report', name: 'unit' },
  ...{ status: 'passed', summary: {}, problem: null, tool: null, url: null, sourceDigest: null },
  ...{ recordedBy: { userId: null, name: 'runner' }, recordedAt: '2026-01-01T00:00:00Z' },
  ...more,
});
const scan = item({
  ...{ id: 'e2', kind: 'vulnerability_scan', name: 'image', status: 'failed' },
  summary: { critical: 1, high: 0, medium: 0, low: 0, criticalWaived: 1 },
});
const finding = (id: string, waived: boolean) => ({
  ...{ id, waived, severity: 'critical', package: 'p', installedVersion: '1', fixedVersion: null, title: 't' },
});

async function show(items: EvidenceItemResponse[]) {
  const queryClient = testQueryClient();
  queryClient.setQueryData(listEvidenceQueryKey({ path: { org, executionId: 'run' }, query: { limit: 200 } }), {
    items,
    nextCursor: null,
  });
  queryClient.setQueryData(getEvidenceQueryKey({ path: { org, evidenceId: 'e2' } }), {
    ...scan,
    items: [finding('CVE-1', false), finding('CVE-2', true)],
  });
  queryClient.setQueryData(getCapabilitiesQueryKey({ path: { org } }), capabilitiesOf('evidence.manage'));
  return renderUi(<RunEvidence executionId="run" />, { queryClient });
}

describe('the evidence of a run', () => {
  it('is a card for each report, with what it says', async () => {
    const broken = item({ id: 'e3', name: 'e2e', status: 'unreadable', problem: 'The report is no well-formed XML.' });
    const { container } = await show([broken, scan]);
    const cards = screen.getAllByRole('listitem');
    expect(cards.map((card) => within(card).getByRole('heading').textContent)).toEqual(['Tests', 'Vulnerabilities']);
    expect(cards[0]).toHaveTextContent('Cannot be read');
    expect(cards[0]).toHaveTextContent('The report is no well-formed XML.');
    expect(cards[1]).toHaveTextContent('low0waived1');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('opens to its findings, of which those that are not waived can be', async () => {
    await show([scan]);
    await userEvent.click(screen.getByRole('button', { name: 'Details of Vulnerabilities image' }));
    expect(await screen.findByRole('button', { name: 'Waive CVE-1' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Waive CVE-2' })).toBeNull();
    expect(screen.getByText('critical, waived')).toBeInTheDocument();
  });

  it('says how to have some where there is none', async () => {
    await show([]);
    expect(screen.getByText('report: junit')).toBeInTheDocument();
  });
});
