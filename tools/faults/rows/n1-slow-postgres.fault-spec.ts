import { newId } from '@throughline/kernel';
import {
  eventually,
  memberClaims,
  probeManifest,
  startTestService,
  TcpProxy,
  type TestService,
} from '@throughline/testing';
import { ProbeModule } from '../../../libs/shared/testing/src/probe/probe.module.js';
import { testServerUrl } from '../../../libs/shared/testing/src/test-env.config.js';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { heal, inSeconds, LINK_FAULTS } from '../n1-link-faults.ts';

const DEADLINE_MS = 30_000;
const RECOVERY_MS = 30_000;
/** How long a client would wait: far beyond what is promised, so that a hang is seen as one. */
const PATIENCE_MS = 60_000;
const CLIENTS = sized(8, 32);

interface Answer {
  /** 0 when it never came. */
  status: number;
  ms: number;
}

async function write(service: TestService, orgId: string): Promise<Answer> {
  const start = performance.now();
  const authorization = await service.bearer(memberClaims(orgId, 'owner'));
  const status = await fetch(`${service.url}/api/v1/orgs/${orgId}/notes`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': newId() },
    body: JSON.stringify({ text: newId().slice(-20), rank: 1 }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).then(
    (answer) => answer.status,
    () => 0,
  );
  return { status, ms: performance.now() - start };
}

describe('N1: the link to PostgreSQL', () => {
  const orgId = newId();
  let proxy: TcpProxy;
  let service: TestService;
  beforeAll(async () => {
    const server = new URL(testServerUrl());
    proxy = await TcpProxy.to({ host: server.hostname, port: Number(server.port) });
    service = await startTestService(ProbeModule, probeManifest, ({ DATABASE_URL, QUEUE_DATABASE_URL }) => ({
      DATABASE_URL: proxy.through(DATABASE_URL),
      QUEUE_DATABASE_URL: QUEUE_DATABASE_URL && proxy.through(QUEUE_DATABASE_URL),
    }));
  }, 60_000);
  afterAll(async () => {
    await service.close();
    await proxy.close();
  }, 60_000);

  it.each(LINK_FAULTS)(
    '$what: every request is answered or refused in time, and the service recovers',
    async (fault) => {
      await eventually(async () => expect((await write(service, orgId)).status).toBe(201), RECOVERY_MS);
      fault.break(proxy);
      const answers = await Promise.all(Array.from({ length: CLIENTS }, () => write(service, orgId)));
      heal(proxy);
      const healed = performance.now();
      await eventually(async () => expect((await write(service, orgId)).status).toBe(201), RECOVERY_MS);
      const [slowest, recovery] = [Math.max(...answers.map(({ ms }) => ms)), performance.now() - healed];
      const statuses = [...new Set(answers.map(({ status }) => status))].sort();
      report({
        row: 'N1',
        target: `PostgreSQL ${fault.what}: every request answered or refused within 30 s, recovers by itself`,
        reached: `slowest of ${CLIENTS} ${inSeconds(slowest)} (${statuses.join(', ')}), back in ${inSeconds(recovery)}`,
        pass: slowest <= DEADLINE_MS && !statuses.includes(0),
      });
      expect(statuses).not.toContain(0);
      expect(slowest).toBeLessThanOrEqual(DEADLINE_MS);
    },
    3 * 60_000,
  );
});
