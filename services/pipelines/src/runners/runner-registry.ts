import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { SystemTx } from '@throughline/platform';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { PIPELINES_CONFIG, type PipelinesConfig } from '../pipelines.config.js';
import type { AnnounceRunnerRequest, RegisterRunnerRequest } from './runners.dto.js';
import { refuse } from './runners.errors.js';

export interface KnownRunner {
  id: string;
  name: string;
  /** Counts up with each registration, and so with each credential. */
  registration: number;
}

/** Who the runners are. Their tokens are random and long, so a plain hash keeps them at rest. */
@Injectable()
export class RunnerRegistry {
  constructor(
    private readonly systemTx: SystemTx,
    @Inject(PIPELINES_CONFIG) private readonly config: PipelinesConfig,
  ) {}

  /** Registers or re-registers by name; the token so far is void. */
  async register(request: RegisterRunnerRequest): Promise<{ runnerId: string; runnerToken: string }> {
    const expected = this.config.RUNNER_REGISTRATION_TOKEN;
    const isRight = expected !== undefined && timingSafeEqual(sha256(expected), sha256(request.registrationToken));
    if (!isRight) throw refuse('registration_refused');
    const runnerToken = `tlr_${randomBytes(32).toString('base64url')}`;
    const rows = await this.systemTx.run((tx) =>
      tx.query<{ id: string }>(
        `INSERT INTO runner (id, name, labels, token_hash) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name) DO UPDATE SET labels = $3, token_hash = $4, registered_at = clock_timestamp(),
           last_seen_at = clock_timestamp(), registration = runner.registration + 1, removed_at = NULL RETURNING id`,
        [newId(), request.name, request.labels, sha256(runnerToken).toString('hex')],
      ),
    );
    return { runnerId: rows[0]?.id ?? '', runnerToken };
  }

  /** Takes what the runner is and has, as it says when it starts. */
  async announce(runner: KnownRunner, request: AnnounceRunnerRequest): Promise<object> {
    const { labels, version, executor, capabilities } = request;
    await this.systemTx.run((tx) =>
      tx.query('UPDATE runner SET labels = $2, version = $3, executor = $4, capabilities = $5 WHERE id = $1', [
        runner.id,
        labels,
        version,
        executor,
        capabilities,
      ]),
    );
    return {};
  }

  /** The runner of an Authorization header, seen now. Refuses every other header. */
  async authenticate(authorization: string | undefined): Promise<KnownRunner> {
    const token = /^Bearer (tlr_[\w-]{43})$/.exec(authorization ?? '')?.[1];
    if (token === undefined) throw refuse('runner_unknown');
    const rows = await this.systemTx.run((tx) =>
      tx.query<KnownRunner>(
        'UPDATE runner SET last_seen_at = clock_timestamp() WHERE token_hash = $1 AND removed_at IS NULL RETURNING id, name, registration',
        [sha256(token).toString('hex')],
      ),
    );
    const runner = rows[0];
    if (!runner) throw refuse('runner_unknown');
    return runner;
  }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
