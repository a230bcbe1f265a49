import { Injectable } from '@nestjs/common';
import { actorOf, Audit, databaseNow, OrgTx, type Principal, type Tx } from '@throughline/platform';
import { ApprovalLock } from '../approvals/approval-lock.js';
import type { ApprovalRow, ChangeFacts } from '../approvals/approval-rows.js';
import { completeRule } from '../approvals/approval-rule.rules.js';
import { OPEN_STATES } from '../approvals/approval.machine.js';
import { noteActivity } from '../approvals/note-activity.js';
import { SubmittedRequests } from '../approvals/submitted-requests.js';
import type { CreateChangeRequestRequest, EditChangeRequestRequest } from './change-requests.dto.js';
import { refuse } from './change-requests.errors.js';
import { ChangeRequestsRepository } from './change-requests.repository.js';
import { evidenceOf, type StatedChange } from './stated-change.js';
import { reprioritized } from './sla.rules.js';

const DEFAULT_EFFECT = 'The change may be carried out.';

type Environment = { id: string; name: string };
type OpenChange = ApprovalRow & { change: ChangeFacts };

/** Requests that people make by hand: they are voted on like any other, on what they say. */
@Injectable()
export class ChangeRequestsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly repository: ChangeRequestsRepository,
    private readonly submitted: SubmittedRequests,
    private readonly lock: ApprovalLock,
    private readonly audit: Audit,
  ) {}

  /** The id of the new request. */
  create(orgId: string, principal: Principal, request: CreateChangeRequestRequest): Promise<string> {
    return this.orgTx.run(orgId, async (tx) => {
      const environment = await this.check(tx, request);
      const { title, type, description, effect = DEFAULT_EFFECT, priority = 'normal' } = request;
      const stated = { title, type, description, effect, environments: environment ? [environment] : [] };
      const { roles, groups, members, commentRule = 'reject', requiredVotes = 1, assigneeId = null } = request;
      const approvalId = await this.submitted.insert(tx, {
        ...{ kind: 'change_request', subjectId: null, title, effect, requiredVotes },
        ...{ rule: completeRule({ roles, groups, members, comment: commentRule }), requestedBy: actorOf(principal) },
        ...{ environments: stated.environments, evidence: evidenceOf(stated) },
        expiresAt: request.expiresAt === undefined ? null : new Date(request.expiresAt),
      });
      const environmentId = environment?.id ?? null;
      await this.repository.insert(tx, { approvalId, type, description, priority, assigneeId, environmentId });
      await this.record(tx, 'created', { id: approvalId, title }, { type, priority, requiredVotes, assigneeId });
      return approvalId;
    });
  }

  /** By whoever asked, or who manages approvals, while it is open. Votes on what it said before count no longer. */
  async edit(orgId: string, id: string, principal: Principal, edits: EditChangeRequestRequest): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const approval = await this.open(tx, id);
      if (!isRequester(approval, principal) && !manages(principal)) throw refuse('change_request_not_yours');
      const { change } = approval;
      const { title = approval.title, effect = approval.effect } = edits;
      const { type = change.type, description = change.description, priority = change.priority } = edits;
      const stated: StatedChange = { title, effect, type, description, environments: approval.environments };
      await this.submitted.restate(tx, approval, {
        ...{ title, effect, requiredVotes: approval.requiredVotes, rule: approval.rule },
        ...{ requestedBy: actorOf(principal), environments: approval.environments, evidence: evidenceOf(stated) },
        expiresAt: approval.expiresAt,
      });
      const clock = { dueAt: new Date(change.dueAt), pausedAt: null, endedAt: null };
      const { dueAt } = reprioritized(clock, change.priority, priority);
      await this.repository.edit(tx, id, { type, description, priority, dueAt });
      await noteActivity(tx, { approvalId: id, kind: 'edited', actor: actorOf(principal), text: wordsOf(edits) });
      await this.record(tx, 'edited', { id, title }, { ...edits });
    });
  }

  /** By whoever asked, the assignee, or who manages approvals, while it is open. */
  async reassign(orgId: string, id: string, principal: Principal, assigneeId: string | null): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const approval = await this.open(tx, id);
      const isTheirs = isRequester(approval, principal) || approval.change.assigneeId === principal.id;
      if (!isTheirs && !manages(principal)) throw refuse('change_request_not_yours');
      const name = assigneeId === null ? null : await this.assigneeName(tx, assigneeId);
      await this.repository.reassign(tx, id, assigneeId);
      const text = name === null ? 'to nobody' : `to ${name}`;
      await noteActivity(tx, { approvalId: id, kind: 'reassigned', actor: actorOf(principal), text });
      await this.record(tx, 'reassigned', approval, { from: approval.change.assigneeId, assigneeId });
    });
  }

  private async open(tx: Tx, id: string): Promise<OpenChange> {
    const approval = await this.lock.take(tx, id);
    const { change } = approval;
    if (!change) throw refuse('not_found');
    if (!OPEN_STATES.includes(approval.state)) throw refuse('change_request_decided');
    return { ...approval, change };
  }

  private async check(tx: Tx, request: CreateChangeRequestRequest): Promise<Environment | undefined> {
    const { environmentId, assigneeId, groups = [], members = [], expiresAt } = request;
    if (expiresAt !== undefined && new Date(expiresAt) <= (await databaseNow(tx)))
      throw refuse('expires_in_past', undefined, [{ pointer: '/expiresAt', message: 'must be in the future' }]);
    if (assigneeId !== undefined) await this.assigneeName(tx, assigneeId);
    if (!(await this.repository.knows(tx, groups, members))) throw refuse('unknown_voters');
    if (environmentId === undefined) return undefined;
    const environment = await this.repository.environment(tx, environmentId);
    if (!environment) throw refuse('unknown_environment');
    return environment;
  }

  private async assigneeName(tx: Tx, assigneeId: string): Promise<string> {
    const name = await this.repository.memberName(tx, assigneeId);
    if (name === undefined) throw refuse('unknown_assignee');
    return name;
  }

  private async record(
    tx: Tx,
    what: string,
    { id, title }: { id: string; title: string },
    after: Record<string, unknown>,
  ): Promise<void> {
    const subject = { action: `change_request.${what}`, resourceKind: 'approval', resourceId: id, resourceName: title };
    await this.audit.record(tx, { ...subject, after });
  }
}

const isRequester = ({ requestedById }: ApprovalRow, { id }: Principal): boolean => requestedById === id;
const manages = ({ permissions }: Principal): boolean => permissions.has('approvals.manage');
const wordsOf = (edits: EditChangeRequestRequest): string => Object.keys(edits).join(', ');
