import {
  eventually,
  memberClaims,
  probeManifest,
  startTestService,
  TcpProxy,
  type TestService,
} from '@throughline/testing';
import { newId } from '@throughline/kernel';
import { ORG_ID, startTestGateway, type TestGateway, USER_ID } from '../../../gateway/test/test-gateway.js';
import { ProbeModule } from '../../../libs/shared/testing/src/probe/probe.module.js';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { heal, inSeconds, LINK_FAULTS, type LinkFault } from '../n1-link-faults.ts';

const CALL_MS = 30_000;
const RECOVERY_MS = 30_000;
const MOST_FAILURES = 10;
/** Sooner than any request that was sent into the silence is given up. */
const AT_ONCE_MS = 1_000;
const CLIENTS = sized(10, 64);
const LIMIT_MS = 180_000;
const OK = 200;

type End = 'identity' | 'billing';

interface Answer {
  /** 0 when it never came. */
  status: number;
  ms: number;
}

interface World {
  gateway: TestGateway;
  service: TestService;
  proxy: TcpProxy;
}

/** The gateway, a service behind it, and the proxy between it and one end of its links. */
async function startWorld(end: End): Promise<World> {
  const service = await startTestService(ProbeModule, probeManifest);
  const behind = await startTestGateway(); // for its identity, which says yes to everybody
  const urls = { identity: behind.upstreams.identity.url, billing: service.url };
  const { hostname, port } = new URL(urls[end]);
  const proxy = await TcpProxy.to({ host: hostname, port: Number(port) });
  const through = { ...urls, [end]: proxy.through(urls[end]) };
  const gateway = await startTestGateway({ IDENTITY_URL: through.identity, BILLING_URL: through.billing });
  const token = (await service.bearer(memberClaims(ORG_ID, 'owner'))).slice('Bearer '.length);
  behind.onExchange(() => [200, { token, orgId: ORG_ID, subject: USER_ID, keyId: null, cacheSeconds: 10 }]);
  const close = gateway.close;
  gateway.close = async () => {
    await close();
    await proxy.close();
    await Promise.all([behind.close(), service.close()]);
  };
  return { gateway, service, proxy };
}

/** One read of an organization's rows, with a credential that nobody has seen before: both links are asked. */
async function read({ gateway }: World): Promise<Answer> {
  const start = performance.now();
  const headers = { authorization: `Bearer ${newId()}` };
  const signal = AbortSignal.timeout(CALL_MS * 2);
  const status = await fetch(`${gateway.url}/api/v1/orgs/acme/dead-letters/billing`, { headers, signal }).then(
    async (answer) => {
      await answer.text();
      return answer.status;
    },
    () => 0,
  );
  return { status, ms: performance.now() - start };
}

/** How many requests in a row it took until one was refused without being tried; undefined when none was. */
async function failuresUntilOpen(world: World): Promise<number | undefined> {
  for (let failures = 0; failures <= MOST_FAILURES; failures++) {
    const { status, ms } = await read(world);
    if (status === 503 && ms < AT_ONCE_MS) return failures;
  }
  return undefined;
}

const recover = (world: World): Promise<void> =>
  eventually(async () => expect((await read(world)).status).toBe(OK), RECOVERY_MS);

async function endure(world: World, fault: LinkFault): Promise<{ answers: Answer[]; recoveryMs: number }> {
  await recover(world);
  fault.break(world.proxy);
  const answers = await Promise.all(Array.from({ length: CLIENTS }, () => read(world)));
  heal(world.proxy);
  const healed = performance.now();
  await recover(world);
  return { answers, recoveryMs: performance.now() - healed };
}

describe.each(['billing', 'identity'] as const)('N1: the link from the gateway to %s', (end) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(end);
  }, 60_000);
  afterAll(() => world.gateway.close(), 60_000);

  it.each(LINK_FAULTS)(
    '$what: every request is answered or refused in time, and the next ones go through',
    async (fault) => {
      const { answers, recoveryMs } = await endure(world, fault);
      const slowest = Math.max(...answers.map(({ ms }) => ms));
      const statuses = [...new Set(answers.map(({ status }) => status))].sort();
      report({
        row: 'N1',
        target: `gateway to ${end} ${fault.what}: every request answered or refused within 30 s, recovers by itself`,
        reached: `slowest of ${CLIENTS} ${inSeconds(slowest)} (${statuses.join(', ')}), back in ${inSeconds(recoveryMs)}`,
        pass: slowest <= CALL_MS && !statuses.includes(0),
      });
      expect(statuses).not.toContain(0);
      expect(slowest).toBeLessThanOrEqual(CALL_MS);
    },
    LIMIT_MS,
  );

  it(
    'is left alone after at most 10 failures',
    async () => {
      await recover(world);
      LINK_FAULTS.find(({ what }) => what === 'silent')?.break(world.proxy);
      const failures = await failuresUntilOpen(world);
      heal(world.proxy);
      report({
        row: 'N1',
        target: `gateway to ${end}: the breaker opens after at most ${MOST_FAILURES} failures`,
        reached: failures === undefined ? 'it did not' : `after ${failures}`,
        pass: failures !== undefined && failures <= MOST_FAILURES,
      });
      expect(failures).toBeLessThanOrEqual(MOST_FAILURES);
    },
    LIMIT_MS,
  );
});
