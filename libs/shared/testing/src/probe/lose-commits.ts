import { newId } from '@throughline/kernel';
import { LostCommits } from '../proxy/lost-commits.js';
import { TcpProxy } from '../proxy/tcp-proxy.js';
import { testServerUrl } from '../test-env.config.js';
import { memberClaims } from '../test-keys.js';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule, probeManifest } from './probe.module.js';

export interface LostCommitFigures {
  /** Commands that were sent, each until it was answered. */
  commands: number;
  /** Connections that were cut after their COMMIT was sent. */
  cuts: number;
  /** Objects that there are in the end: as many as commands, when none was lost or done twice. */
  objects: number;
  /** Commands whose answer names no object of theirs. */
  wrongAnswers: number;
  /** Commands that had no answer after so many tries that something must be wrong. */
  unanswered: number;
}

const MOST_TRIES = 50;

/**
 * C10 at any size: commands through a proxy that cuts the connection to PostgreSQL each time a command's COMMIT was
 * sent. The client repeats each with its key until it is answered.
 */
export async function loseCommits(commands: number): Promise<LostCommitFigures> {
  const server = new URL(testServerUrl());
  const proxy = await TcpProxy.to({ host: server.hostname, port: Number(server.port || 5432) });
  const service = await startTestService(ProbeModule, probeManifest, ({ DATABASE_URL }) => ({
    DATABASE_URL: proxy.through(DATABASE_URL),
  }));
  try {
    return await run(service, new LostCommits(proxy), commands);
  } finally {
    await service.close();
    await proxy.close();
  }
}

async function run(service: TestService, faults: LostCommits, commands: number): Promise<LostCommitFigures> {
  const orgId = newId();
  const made = new Map<string, string | undefined>();
  for (let n = 0; n < commands; n++) {
    faults.arm();
    made.set(`${n}`, await answered(service, orgId, `${n}`));
  }
  const rows = await service.db.query<{ id: string; text: string }>(
    'SELECT id, text FROM billing.note WHERE org_id = $1',
    [orgId],
  );
  const ids = new Map(rows.map((row) => [row.text, row.id]));
  const answers = [...made];
  return {
    commands,
    cuts: faults.cuts,
    objects: rows.length,
    wrongAnswers: answers.filter(([text, id]) => id !== undefined && id !== ids.get(text)).length,
    unanswered: answers.filter(([, id]) => id === undefined).length,
  };
}

/** The id in the answer to a command; the same request with the same key again as long as there is none. */
async function answered(service: TestService, orgId: string, text: string): Promise<string | undefined> {
  const headers = {
    authorization: await service.bearer(memberClaims(orgId, 'owner')),
    'content-type': 'application/json',
    'idempotency-key': newId(),
  };
  const body = JSON.stringify({ text, rank: 1 });
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const url = `${service.url}/api/v1/orgs/${orgId}/notes`;
    const response = await fetch(url, { method: 'POST', headers, body });
    const answer = (await response.json()) as { id?: string };
    if (response.ok) return answer.id;
    if (![409, 503].includes(response.status)) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
  }
  return undefined;
}
