import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { LiveHub, type Tx } from '@throughline/platform';
import type { ChangeFact } from './change-fact.rules.js';

/** The write side of the change ledger: facts are appended and never touched again. */
@Injectable()
export class Ledger {
  constructor(private readonly live: LiveHub) {}

  /** Resolves to the id of the fact, which exists when the transaction commits. */
  async append(tx: Tx, fact: ChangeFact): Promise<string> {
    const id = newId();
    await tx.query(
      `INSERT INTO change (id, org_id, kind, subject_id, title, state, service_id, environment_id, execution_id,
         deployment_id, release_id, commit_sha, commit, actor_id, actor_name, details, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      [
        id,
        tx.orgId,
        fact.kind,
        fact.subjectId,
        fact.title,
        fact.state,
        ...placeOf(fact),
        fact.commit?.sha ?? null,
        fact.commit ? JSON.stringify(fact.commit) : null,
        fact.actor?.userId ?? null,
        fact.actor?.name ?? null,
        JSON.stringify(fact.details),
        fact.at,
      ],
    );
    this.live.changed(tx, 'change', id);
    return id;
  }
}

function placeOf(fact: ChangeFact): (string | null)[] {
  const { serviceId, environmentId, executionId, deploymentId, releaseId } = fact;
  return [serviceId, environmentId, executionId, deploymentId, releaseId].map((id) => id ?? null);
}
