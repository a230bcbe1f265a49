import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import type { Upstream } from '../routing/routes.js';
import { fingerprint } from './bearer.js';
import { type Answer, ExchangeCache, type Exchanged } from './exchange-cache.js';
import { IdentityHttpClient } from './identity-http-client.js';

export interface Question {
  credential: string;
  /** Slug or id; null outside an organization. */
  org: string | null;
  audience: Upstream;
}

type Listener = () => void;

const CAPACITY = 10_000;
const MAX_TTL_MS = 10_000;
/** Without a queue no event can drop an answer, so none is kept for long. */
const TTL_WITHOUT_EVENTS_MS = 1_000;
const REFUSAL_TTL_MS = 1_000;

/** Exchanges credentials for internal tokens: one question at a time for each, the answers kept for a short while. */
@Injectable()
export class Credentials {
  private readonly cache = new ExchangeCache(CAPACITY);
  private readonly asking = new Map<string, Promise<Answer>>();
  private readonly watchers = new Map<string, Set<Listener>>();
  private readonly maxTtlMs: number;
  /** Counts drops: an answer that was asked for before one may hold the rights that it took away. */
  private drops = 0;

  constructor(
    private readonly identity: IdentityHttpClient,
    @Inject(GATEWAY_CONFIG) config: GatewayConfig,
  ) {
    this.maxTtlMs = config.REDIS_URL || config.QUEUE_DATABASE_URL ? MAX_TTL_MS : TTL_WITHOUT_EVENTS_MS;
  }

  /** The internal token for the credential. @throws AppError: identity's refusal, or `upstream_unavailable` */
  async exchange(question: Question): Promise<Exchanged> {
    const key = keyOf(question);
    const answer = this.cache.get(key) ?? (await this.askOnce(key, question));
    if ('refusal' in answer) throw answer.refusal;
    return answer.exchanged;
  }

  /** Forgets what is known about a user or key whose rights changed, and tells those who watch it. */
  drop(subject: string): number {
    this.drops += 1;
    this.asking.clear();
    for (const listener of [...(this.watchers.get(subject) ?? [])]) listener();
    return this.cache.drop(subject);
  }

  /** Forgets what is known about everybody in an organization whose standing changed: members and keys. */
  dropOrganization(orgId: string): number {
    this.drops += 1;
    this.asking.clear();
    return this.cache.dropOrganization(orgId);
  }

  /** Calls `listener` when the subject's rights change, until the returned function is called. */
  watch(subject: string, listener: Listener): () => void {
    const set = this.watchers.get(subject) ?? new Set();
    this.watchers.set(subject, set.add(listener));
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.watchers.get(subject) === set) this.watchers.delete(subject);
    };
  }

  private askOnce(key: string, question: Question): Promise<Answer> {
    const running = this.asking.get(key);
    if (running) return running;
    const started = this.ask(key, question).finally(() => {
      if (this.asking.get(key) === started) this.asking.delete(key);
    });
    this.asking.set(key, started);
    return started;
  }

  private async ask(key: string, question: Question): Promise<Answer> {
    const dropsBefore = this.drops;
    const { answer, ttlMs } = await this.answerTo(question);
    if (this.drops === dropsBefore) this.cache.set(key, answer, ttlMs);
    return answer;
  }

  private async answerTo(question: Question): Promise<{ answer: Answer; ttlMs: number }> {
    try {
      const { token, orgId, subject, cacheSeconds } = await this.identity.exchange(question);
      const ttlMs = Math.min(cacheSeconds * 1_000, this.maxTtlMs);
      return { answer: { exchanged: { token, orgId, subject } }, ttlMs };
    } catch (error) {
      if (!(error instanceof AppError) || error.category === 'unavailable') throw error;
      return { answer: { refusal: error }, ttlMs: REFUSAL_TTL_MS };
    }
  }
}

/** Credentials themselves are never kept. */
function keyOf({ credential, org, audience }: Question): string {
  return `${org ?? ''}/${audience}/${fingerprint(credential)}`;
}
