import { Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { annotateSpan } from '@throughline/platform';
import type { Credential } from '../credentials/bearer.js';
import { Credentials, type Question } from '../credentials/credentials.js';
import type { Exchanged } from '../credentials/exchange-cache.js';
import { EdgeLimits } from '../limits/edge-limits.js';
import type { Upstream } from '../routing/routes.js';
import type { Caller } from './call.js';
import { refuse } from './edge.errors.js';

export interface Wanted {
  /** The organization as the caller wrote it; null where the address has none. */
  org: string | null;
  audience: Upstream;
}

/** What a slug or an id can look like; anything else is no organization. */
const ORG = /^[a-z0-9-]{1,63}$/;

/** Whether a caller may pass: what its credential is good for, and whether it is guessing. */
@Injectable()
export class Admission {
  constructor(
    private readonly limits: EdgeLimits,
    private readonly credentials: Credentials,
  ) {}

  /** The rights behind the credential; at once where they are known. @throws AppError, at once or later */
  exchange(
    caller: Caller,
    credential: Credential | undefined,
    { org, audience }: Wanted,
  ): Exchanged | Promise<Exchanged> {
    if (credential === undefined) throw refuse('unauthenticated');
    if (org !== null && !ORG.test(org)) throw refuse('not_found');
    const question = { credential, org, audience };
    const known = this.limits.guessing.isHarmless(caller.ip) ? this.credentials.known(question) : undefined;
    return known ? annotated(known) : this.ask(question, caller);
  }

  private async ask(question: Question, caller: Caller): Promise<Exchanged> {
    const { ip } = caller;
    if (await this.limits.guessing.isGuessing(ip)) throw refuse('rate_limited');
    try {
      return annotated(await this.credentials.exchange({ ...question, client: clientOf(caller) }));
    } catch (error) {
      const isRefused = error instanceof AppError && error.category === 'unauthenticated';
      if (isRefused) await this.limits.guessing.countRefused(ip);
      throw error;
    }
  }
}

function annotated(exchanged: Exchanged): Exchanged {
  if (exchanged.orgId !== null) annotateSpan({ 'throughline.org.id': exchanged.orgId });
  return exchanged;
}

function clientOf({ ip, headers }: Caller): { ip: string; userAgent: string | null } {
  return { ip: ip.slice(0, 64), userAgent: headers['user-agent']?.slice(0, 512) ?? null };
}
