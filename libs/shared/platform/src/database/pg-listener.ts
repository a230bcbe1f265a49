import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { LOGGER, type Logger } from '../context/root-logger.js';

type Listener = (payload: string) => void;
const CONNECT_MS = 5_000;
/** How long an answer may take before the connection counts as lost: half of one that went silent says nothing. */
const ANSWER_MS = 5_000;
const LOOK_MS = 10_000;

/**
 * One connection that listens for NOTIFY. Notifications are hints: those sent while the connection is
 * down are lost, so every listener also looks by itself from time to time.
 */
@Injectable()
export class PgListener implements OnModuleInit, BeforeApplicationShutdown {
  private readonly listeners = new Map<string, Set<Listener>>();
  /** The connection at hand, made or being made. */
  private current: pg.Client | undefined;
  private client: pg.Client | undefined;
  private looking: NodeJS.Timeout | undefined;
  private reconnecting: NodeJS.Timeout | undefined;
  private listening: Promise<unknown> = Promise.resolve();
  private stopped = false;
  /** What it waits after a connection was lost or refused, in milliseconds. */
  protected reconnectMs = 1_000;

  constructor(
    @Inject(PLATFORM_CONFIG) private readonly config: Pick<PlatformConfig, 'DATABASE_URL'>,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    this.looking = setInterval(() => this.look(), LOOK_MS).unref();
    await this.connect();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.looking);
    clearTimeout(this.reconnecting);
    await this.current?.end();
  }

  /** Calls `listener` with each payload on the channel. Returns the function that ends it. */
  on(channel: string, listener: Listener): () => void {
    const set = this.listeners.get(channel) ?? new Set();
    set.add(listener);
    this.listeners.set(channel, set);
    if (set.size === 1) this.listen(channel);
    return () => set.delete(listener);
  }

  /** One statement after the other; what fails with the connection is made good when it reconnects. */
  private listen(channel: string): void {
    const { client } = this;
    if (client) this.listening = this.listening.then(() => client.query(`LISTEN ${channel}`)).catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.DATABASE_URL,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: ANSWER_MS,
    });
    this.current = client;
    client.on('notification', ({ channel, payload }) => {
      for (const listener of this.listeners.get(channel) ?? []) listener(payload ?? '');
    });
    client.on('error', () => undefined); // 'end' follows
    client.on('end', () => this.lose(client));
    try {
      await client.connect();
      this.client = client;
      for (const channel of this.listeners.keys()) await client.query(`LISTEN ${channel}`);
    } catch (error) {
      this.logger.warn({ err: error }, 'no connection for notifications');
      this.lose(client);
    }
  }

  /** Asks whether the connection still answers. */
  private look(): void {
    const { client } = this;
    client?.query('SELECT 1').catch(() => this.lose(client));
  }

  /**
   * Makes another connection later: once for each that is lost, however many ways it shows. One that is refused both
   * fails and ends, and two new ones for it would soon be thousands.
   */
  private lose(client: pg.Client): void {
    if (this.current !== client) return;
    this.current = this.client = undefined;
    void client.end().catch(() => undefined);
    if (!this.stopped) this.reconnecting = setTimeout(() => void this.connect(), this.reconnectMs).unref();
  }
}
