import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { fp, PLATFORM_CONFIG, type PlatformConfig } from '@throughline/platform';
import pg from 'pg';
import { OBSERVABILITY_CONFIG, type ObservabilityConfig } from '../observability.config.js';
import { deploymentAt, type LiveInterval } from './deployment-stamp.rules.js';
import type { LogEntry, StoredEntry } from './log-entry.js';
import { type LogStream, streamKey, streamsOf } from './log-stream.js';

/** Numbers that one flush has for its lines; a batch holds no more. */
const NUMBERS_PER_FLUSH = 8_192;

const OPEN = `SELECT nextval('log_flush') AS flush, set_config('app.scope', 'system', true),
  (SELECT count(pg_advisory_xact_lock_shared(hashtextextended(key, 0))) FROM unnest($1::text[]) AS key)`;

const INTERVALS = `SELECT d.* FROM live_deployment d
  JOIN jsonb_to_recordset($1) AS s ("orgId" uuid, "serviceId" uuid, "environmentId" uuid)
    ON d.org_id = s."orgId" AND d.service_id = s."serviceId" AND d.environment_id = s."environmentId"
  WHERE d.until IS NULL OR d.until > $2`;

const NEW_STREAMS = `INSERT INTO log_stream (org_id, service_id, environment_id)
  SELECT "orgId", "serviceId", "environmentId"
  FROM jsonb_to_recordset($1) AS s ("orgId" uuid, "serviceId" uuid, "environmentId" uuid) ON CONFLICT DO NOTHING`;

const LINES = `INSERT INTO log_entry (org_id, service_id, environment_id, deployment_id, at, seq, level, message, meta,
    trace_id, span_id, request_id)
  SELECT "orgId", "serviceId", "environmentId", "deploymentId", at, seq, level, message, meta, "traceId", "spanId", "requestId"
  FROM json_to_recordset($1) AS l ("orgId" uuid, "serviceId" uuid, "environmentId" uuid, "deploymentId" uuid,
    at timestamptz, seq bigint, level smallint, message text, meta jsonb, "traceId" text, "spanId" text, "requestId" text)`;

interface IntervalRow {
  id: string;
  org_id: string;
  service_id: string;
  environment_id: string;
  since: Date;
  until: Date | null;
}

/** Writes lines of any organizations in one transaction, on a small pool that nothing else uses. */
@Injectable()
export class LogWriter implements OnApplicationShutdown {
  private readonly pool: pg.Pool;
  private readonly known = new Set<string>();

  constructor(
    @Inject(PLATFORM_CONFIG) platform: PlatformConfig,
    @Inject(OBSERVABILITY_CONFIG) config: ObservabilityConfig,
  ) {
    this.pool = new pg.Pool({
      connectionString: platform.DATABASE_URL,
      max: config.INGEST_CONNECTIONS,
      keepAlive: true,
      application_name: 'observability-ingest',
      options: '-c search_path=observability',
    });
    this.pool.on('error', () => undefined); // the pool replaces a broken connection; the next flush reports an outage
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.end();
  }

  /** Resolves after the commit to the lines as they are stored; rejects when none of them is. */
  async write(entries: readonly LogEntry[]): Promise<StoredEntry[]> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const stored = await this.insert(client, entries);
      fp('ingest.before_commit');
      await client.query('COMMIT');
      fp('ingest.after_commit');
      for (const line of stored) this.known.add(streamKey(line));
      return stored;
    } catch (error) {
      await client.query('ROLLBACK').catch((cause: Error) => (broken = cause));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  private async insert(client: pg.PoolClient, entries: readonly LogEntry[]): Promise<StoredEntry[]> {
    const streams = streamsOf(entries);
    // A shared lock per stream: a deployment that goes live waits for this flush, then restamps what it wrote.
    const opened = await client.query<{ flush: string }>(OPEN, [[...streams.keys()].sort()]);
    const first = Number(opened.rows[0]?.flush) * NUMBERS_PER_FLUSH;
    const intervals = await this.intervals(client, streams, entries);
    const lines = entries.map((entry, index) => ({
      ...entry,
      seq: first + index,
      deploymentId: deploymentAt(intervals.get(streamKey(entry)) ?? [], Date.parse(entry.at)),
    }));
    await this.announceStreams(client, streams);
    await client.query(LINES, [JSON.stringify(lines)]);
    return lines;
  }

  private async intervals(
    client: pg.PoolClient,
    streams: ReadonlyMap<string, LogStream>,
    entries: readonly LogEntry[],
  ): Promise<Map<string, LiveInterval[]>> {
    const oldest = entries.reduce((min, entry) => (entry.at < min ? entry.at : min), entries[0]?.at ?? '');
    const { rows } = await client.query<IntervalRow>(INTERVALS, [JSON.stringify([...streams.values()]), oldest]);
    const found = new Map<string, LiveInterval[]>();
    for (const row of rows) {
      const key = streamKey({ orgId: row.org_id, serviceId: row.service_id, environmentId: row.environment_id });
      const interval = {
        deploymentId: row.id,
        sinceMs: row.since.getTime(),
        untilMs: row.until?.getTime() ?? null,
      };
      found.set(key, [...(found.get(key) ?? []), interval]);
    }
    return found;
  }

  private async announceStreams(client: pg.PoolClient, streams: ReadonlyMap<string, LogStream>): Promise<void> {
    const fresh = [...streams].filter(([key]) => !this.known.has(key));
    if (fresh.length === 0) return;
    await client.query(NEW_STREAMS, [JSON.stringify(fresh.map(([, stream]) => stream))]);
  }
}
