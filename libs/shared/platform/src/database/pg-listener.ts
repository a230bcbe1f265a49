import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { LOGGER, type Logger } from '../context/root-logger.js';

type Listener = (payload: string) => void;
const RECONNECT_MS = 1_000;

/**
 * One connection that listens for NOTIFY. Notifications are hints: those sent while the connection is
 * down are lost, so every listener also looks by itself from time to time.
 */
@Injectable()
export class PgListener implements OnModuleInit, BeforeApplicationShutdown {
  private readonly listeners = new Map<string, Set<Listener>>();
  private client: pg.Client | undefined;
  private listening: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.connect();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.client?.end();
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
    const client = new pg.Client({ connectionString: this.config.DATABASE_URL, keepAlive: true });
    client.on('notification', ({ channel, payload }) => {
      for (const listener of this.listeners.get(channel) ?? []) listener(payload ?? '');
    });
    client.on('error', () => undefined); // 'end' follows and reconnects
    client.on('end', () => this.reconnectLater());
    try {
      await client.connect();
      this.client = client;
      for (const channel of this.listeners.keys()) await client.query(`LISTEN ${channel}`);
    } catch (error) {
      this.logger.warn({ err: error }, 'no connection for notifications');
      this.reconnectLater();
    }
  }

  private reconnectLater(): void {
    this.client = undefined;
    if (!this.stopped) setTimeout(() => void this.connect(), RECONNECT_MS).unref();
  }
}
