import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { Audit } from '../audit/audit.js';
import { OrgTx } from '../database/org-tx.js';
import type { Principal } from './principal.js';

interface TrackedRequest {
  method: string;
  user?: Principal;
  routeOptions: { url?: string };
}

/** So many (session, route) pairs are remembered as written down; a forgotten one costs a query and no second fact. */
const REMEMBERED = 5_000;

/**
 * Leaves a trace of what is looked at behind an impersonation: one `impersonation.viewed` fact for each route and
 * session, in the log of the organization, before the answer. Without the fact there is no answer.
 */
@Injectable()
export class ImpersonationTrail implements NestInterceptor {
  private readonly noted = new Set<string>();

  constructor(
    private readonly orgTx: OrgTx,
    private readonly audit: Audit,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const { method, user, routeOptions } = context.switchToHttp().getRequest<TrackedRequest>();
    const sessionId = user?.impersonator?.sessionId;
    if (method === 'GET' && user?.orgId && sessionId) await this.note(user.orgId, sessionId, routeOptions.url ?? '');
    return next.handle();
  }

  private async note(orgId: string, sessionId: string, route: string): Promise<void> {
    const key = `${sessionId} ${route}`;
    if (this.noted.has(key)) return;
    await this.orgTx.run(orgId, async (tx) => {
      const fresh = await tx.query(
        `INSERT INTO impersonation_view (org_id, session_id, route) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING RETURNING route`,
        [orgId, sessionId, route],
      );
      if (fresh.length === 0) return;
      const fact = { action: 'impersonation.viewed', resourceKind: 'impersonation', resourceId: sessionId };
      await this.audit.record(tx, { ...fact, resourceName: route });
    });
    if (this.noted.size >= REMEMBERED) this.noted.clear();
    this.noted.add(key);
  }
}
