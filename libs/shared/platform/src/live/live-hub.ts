import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { PgListener } from '../database/pg-listener.js';
import type { Tx } from '../database/tx.js';
import { MANIFEST } from '../messaging/manifest-token.js';
import type { ServiceManifest } from '../service-manifest.js';

export interface LiveHint {
  /** What changed, in one word: `execution`. */
  resource: string;
  id: string;
}

/** A payload of NOTIFY is shorter than 8,000 bytes, and ids are UUIDs. */
const MOST_IDS = 180;

type Subscriber = (hint: LiveHint) => void;

/** Tells open screens what changed, across all replicas: a hint of the changing transaction, sent after its commit. */
@Injectable()
export class LiveHub implements OnModuleInit {
  private readonly subscribers = new Map<string, Set<Subscriber>>();
  private readonly channel: string;

  constructor(
    private readonly listener: PgListener,
    @Inject(MANIFEST) manifest: ServiceManifest,
  ) {
    this.channel = `live_${manifest.name}`;
  }

  onModuleInit(): void {
    this.listener.on(this.channel, (payload) => this.deliver(payload));
  }

  /** Announces a change of the transaction's organization; nobody hears of it before the commit. */
  changed(tx: Tx, resource: string, id: string): void {
    this.changedAll(tx, resource, [id]);
  }

  /** As `changed`, for many of a kind: a hint tells of as many as NOTIFY can carry. */
  changedAll(tx: Tx, resource: string, ids: readonly string[]): void {
    for (let at = 0; at < ids.length; at += MOST_IDS)
      tx.hint(this.channel, JSON.stringify([tx.orgId, resource, ...ids.slice(at, at + MOST_IDS)]), { mayWait: true });
  }

  /** Calls `subscriber` for each change in the organization until the returned function is called. */
  subscribe(orgId: string, subscriber: Subscriber): () => void {
    const set = this.subscribers.get(orgId) ?? new Set();
    set.add(subscriber);
    this.subscribers.set(orgId, set);
    return () => {
      set.delete(subscriber);
      if (set.size === 0) this.subscribers.delete(orgId);
    };
  }

  private deliver(payload: string): void {
    const [orgId, resource, ...ids] = JSON.parse(payload) as [string, string, ...string[]];
    for (const subscriber of this.subscribers.get(orgId) ?? []) for (const id of ids) subscriber({ resource, id });
  }
}
