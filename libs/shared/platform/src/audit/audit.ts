import { Inject, Injectable } from '@nestjs/common';
import { type Actor, auditRecordedV1 } from '@throughline/contracts';
import { redactKeys } from '@throughline/kernel';
import { currentContext, type RequestContext } from '../context/request-context.js';
import type { Tx } from '../database/tx.js';
import { MANIFEST } from '../messaging/manifest-token.js';
import { Outbox } from '../messaging/outbox.js';
import type { ServiceManifest } from '../service-manifest.js';

interface AuditSubject {
  /** `<resource>.<past tense>`: `environment.created`. */
  action: string;
  resourceKind: string;
  resourceId: string;
}

interface AuditDetails {
  resourceName: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** Who did it, when it is not the person of the request at hand. */
  actor: Actor;
}

export type AuditFact = AuditSubject & Partial<AuditDetails>;

const SYSTEM: Actor = { userId: null, name: 'Throughline' };
const NO_DETAILS = { resourceName: null, before: null, after: null };

function originOf(context: RequestContext | undefined): { actor: Actor; ip: string | null; userAgent: string | null } {
  return { actor: context?.actor ?? SYSTEM, ip: context?.ip ?? null, userAgent: context?.userAgent ?? null };
}

/** Leaves the audit fact of a command in the command's own transaction, without what its names say is secret. */
@Injectable()
export class Audit {
  constructor(
    private readonly outbox: Outbox,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
  ) {}

  /** Rejects when the fact cannot be written: then the command does not happen either. */
  async record(tx: Tx, fact: AuditFact, orgId = tx.orgId): Promise<void> {
    const data = { service: this.manifest.name, ...NO_DETAILS, ...originOf(currentContext()), ...fact };
    const { before, after } = redactKeys({ before: data.before, after: data.after }) as Pick<
      AuditDetails,
      'before' | 'after'
    >;
    const aggregate = { kind: 'audit', id: fact.resourceId };
    await this.outbox.append(tx, auditRecordedV1, { ...aggregate, orgId }, { ...data, before, after });
  }
}
