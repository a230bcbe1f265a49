import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { LiveHub, type Tx } from '@throughline/platform';
import { ApprovalLock } from './approval-lock.js';
import type { ApprovalKind, ApprovalRow } from './approval-rows.js';
import type { ApprovalRule } from './approval-rule.rules.js';
import { approvalMachine, OPEN_STATES } from './approval.machine.js';
import { digestOf, type SubmittedEvidence } from './evidence.js';
import { noteActivity } from './note-activity.js';

export interface SubmittedRequest {
  kind: Exclude<ApprovalKind, 'run' | 'failure'>;
  /** The id under which another service asks; null for a request of this one. */
  subjectId: string | null;
  title: string;
  effect: string;
  requiredVotes: number;
  rule: ApprovalRule;
  requestedBy: Actor;
  environments: { id: string; name: string }[];
  evidence: SubmittedEvidence;
  expiresAt: Date | null;
}

/** Requests without a run: what they rest on is what was submitted with them. */
@Injectable()
export class SubmittedRequests {
  constructor(
    private readonly lock: ApprovalLock,
    private readonly live: LiveHub,
  ) {}

  /** Asks, or asks anew what was asked under the same subject; what is decided stays decided. */
  async ask(tx: Tx, request: SubmittedRequest): Promise<void> {
    const known = request.subjectId === null ? undefined : await this.lock.takeSubject(tx, request.subjectId);
    if (!known) await this.insert(tx, request);
    else if (OPEN_STATES.includes(known.state)) await this.restate(tx, known, request);
  }

  /** The id of the new request. */
  async insert(tx: Tx, request: SubmittedRequest): Promise<string> {
    const id = newId();
    const { kind, subjectId, title, effect, requiredVotes, requestedBy, expiresAt } = request;
    await tx.query(
      `INSERT INTO approval (id, org_id, kind, subject_id, title, effect, required_votes, rule, evidence, evidence_digest,
         state, requested_by_id, requested_by_name, environments, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        ...[id, tx.orgId, kind, subjectId, title, effect, requiredVotes, JSON.stringify(request.rule)],
        ...[JSON.stringify(request.evidence), digestOf(request.evidence), approvalMachine.initial],
        ...[requestedBy.userId, requestedBy.name, JSON.stringify(request.environments), expiresAt],
      ],
    );
    await this.keepDeadline(tx, id, expiresAt);
    await noteActivity(tx, { approvalId: id, kind: 'requested', actor: requestedBy, text: null });
    this.live.changed(tx, 'approval', id);
    return id;
  }

  /** Votes on the evidence before count no longer where it is another now. */
  async restate(tx: Tx, known: ApprovalRow, request: Omit<SubmittedRequest, 'kind' | 'subjectId'>): Promise<void> {
    const { title, effect, requiredVotes, requestedBy: actor, expiresAt } = request;
    const evidenceDigest = digestOf(request.evidence);
    await tx.query(
      `UPDATE approval SET title = $2, effect = $3, required_votes = $4, rule = $5, evidence = $6, evidence_digest = $7,
         environments = $8, expires_at = $9 WHERE id = $1`,
      [
        ...[known.id, title, effect, requiredVotes, JSON.stringify(request.rule), JSON.stringify(request.evidence)],
        ...[evidenceDigest, JSON.stringify(request.environments), expiresAt],
      ],
    );
    await this.keepDeadline(tx, known.id, expiresAt);
    if (evidenceDigest !== known.evidenceDigest)
      await noteActivity(tx, { approvalId: known.id, kind: 'evidence_changed', actor, text: null });
    this.live.changed(tx, 'approval', known.id);
  }

  private async keepDeadline(tx: Tx, approvalId: string, dueAt: Date | null): Promise<void> {
    await tx.query('DELETE FROM approval_deadline WHERE approval_id = $1', [approvalId]);
    if (dueAt === null) return;
    await tx.query('INSERT INTO approval_deadline (approval_id, org_id, due_at) VALUES ($1, $2, $3)', [
      approvalId,
      tx.orgId,
      dueAt,
    ]);
  }
}
