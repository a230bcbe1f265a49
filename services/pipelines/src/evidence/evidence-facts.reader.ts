import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { type EvidenceFact, type EvidenceFacts, factsOf } from './evidence-facts.rules.js';

/** An execution whose evidence is wanted, and where waivers for it may have been granted. */
export interface EvidenceSubject {
  executionId: string;
  repositoryId: string;
  /** The slugs of the services that it deploys. */
  services: readonly string[];
}

export interface LiveWaiver {
  finding: string;
  repositoryId: string | null;
  service: string | null;
}

// Findings are kept whole; what a sum needs of them is who they are.
const FACTS = `SELECT execution_id AS "executionId", kind, name, status, summary,
    CASE WHEN kind = 'vulnerability_scan' THEN
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i->>'id', 'severity', i->>'severity')), '[]')
         FROM jsonb_array_elements(items) AS i) ELSE '[]' END AS findings
  FROM evidence WHERE execution_id = ANY($1::uuid[])`;

export const LIVE_WAIVERS = `SELECT upper(finding) AS finding, repository_id AS "repositoryId", service FROM waiver
  WHERE revoked_at IS NULL AND expires_at > clock_timestamp() AND upper(finding) = ANY($1::text[])`;

/** The evidence of executions as it is now, with what is waived now; of many in two statements. */
@Injectable()
export class EvidenceFactsReader {
  /** By the id of the execution; for each that was asked for. */
  async read(tx: Tx, subjects: readonly EvidenceSubject[]): Promise<ReadonlyMap<string, EvidenceFacts>> {
    if (subjects.length === 0) return new Map();
    const ids = subjects.map(({ executionId }) => executionId);
    const facts = await tx.query<EvidenceFact & { executionId: string }>(FACTS, [ids]);
    const findings = new Set(facts.flatMap((fact) => fact.findings.map(({ id }) => id.toUpperCase())));
    const waivers = findings.size > 0 ? await tx.query<LiveWaiver>(LIVE_WAIVERS, [[...findings]]) : [];
    const byExecution = Map.groupBy(facts, ({ executionId }) => executionId);
    return new Map(
      subjects.map((subject) => {
        const waived = waivedFor(subject, waivers);
        const isWaived = (finding: string): boolean => waived.has(finding.toUpperCase());
        return [subject.executionId, factsOf(byExecution.get(subject.executionId) ?? [], isWaived)];
      }),
    );
  }
}

/** The findings that are waived where the execution comes from, or for a service that it deploys; in capitals. */
export function waivedFor(
  { repositoryId, services }: Pick<EvidenceSubject, 'repositoryId' | 'services'>,
  waivers: readonly LiveWaiver[],
): ReadonlySet<string> {
  const applies = (waiver: LiveWaiver): boolean =>
    waiver.repositoryId === repositoryId || (waiver.service !== null && services.includes(waiver.service));
  return new Set(waivers.filter(applies).map(({ finding }) => finding));
}
