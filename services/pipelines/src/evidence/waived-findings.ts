import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { type EvidenceFact, factsOf } from './evidence-facts.rules.js';
import { LIVE_WAIVERS, type LiveWaiver, waivedFor } from './evidence-facts.reader.js';
import type { EvidenceStatus } from './reports/report.rules.js';
import { statusOf } from './reports/trivy.js';

/** What waivers make of a scan. */
export interface ScanWaivers {
  /** The findings of it that are waived, in capitals. */
  findings: ReadonlySet<string>;
  status: EvidenceStatus;
  /** Without what is waived; `blocked` while a critical finding is left. */
  summary: object;
}

type ScanRow = Pick<EvidenceFact, 'summary' | 'findings'> & { id: string; repositoryId: string; services: string[] };

const SCANS = `SELECT v.id, v.summary, p.repository_id AS "repositoryId",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i->>'id', 'severity', i->>'severity')), '[]')
       FROM jsonb_array_elements(v.items) AS i) AS findings,
    (SELECT coalesce(jsonb_agg(DISTINCT n.definition->>'service'), '[]') FROM node n
      WHERE n.execution_id = v.execution_id AND n.kind IN ('deploy', 'promote')) AS services
  FROM evidence v JOIN execution e ON e.id = v.execution_id JOIN pipeline p ON p.id = e.pipeline_id
 WHERE v.id = ANY($1::uuid[])`;

/** Scans as they count now. */
@Injectable()
export class WaivedFindings {
  /** By the id of the evidence. */
  async of(tx: Tx, scans: readonly string[]): Promise<ReadonlyMap<string, ScanWaivers>> {
    if (scans.length === 0) return new Map();
    const rows = await tx.query<ScanRow>(SCANS, [scans]);
    const ids = new Set(rows.flatMap(({ findings }) => findings.map(({ id }) => id.toUpperCase())));
    const waivers = ids.size > 0 ? await tx.query<LiveWaiver>(LIVE_WAIVERS, [[...ids]]) : [];
    return new Map(rows.map((row) => [row.id, judged(row, waivedFor(row, waivers))]));
  }
}

function judged({ summary, findings }: ScanRow, waived: ReadonlySet<string>): ScanWaivers {
  const fact: EvidenceFact = { kind: 'vulnerability_scan', name: '', status: 'passed', summary, findings };
  const { vulnerabilities } = factsOf([fact], (id) => waived.has(id.toUpperCase()));
  if (!vulnerabilities) throw new Error('the facts of a scan have no vulnerabilities');
  const status = statusOf(vulnerabilities);
  return { findings: waived, status, summary: { ...vulnerabilities, blocked: status === 'failed' } };
}
