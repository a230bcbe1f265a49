import { newId } from '@throughline/kernel';
import { OutboundError, readOutboundConfig, SafeHttp } from '@throughline/platform';
import { TcpProxy } from '@throughline/testing';
import { startUpstream, type Upstream } from '../../../gateway/test/loopback.js';
import { report } from '../figure.ts';
import { heal, inSeconds, LINK_FAULTS } from '../n1-link-faults.ts';

const CALL_MS = 30_000;
const MOST_FAILURES = 10;
const LIMIT_MS = 180_000;
/** What ends the tries: the breaker is open, or the link is good enough. */
const ENDS = new Set(['resting', '200']);

interface Call {
  /** The status, or why there is none. */
  outcome: string;
  ms: number;
}

/** Calls to somebody else's server, as every service makes them: with the limits that hold when nobody says otherwise. */
describe('N1: the link to an outside address', () => {
  let outside: Upstream;
  let proxy: TcpProxy;
  let http: SafeHttp;
  beforeAll(async () => {
    outside = await startUpstream();
    const { hostname, port } = new URL(outside.url);
    proxy = await TcpProxy.to({ host: hostname, port: Number(port) });
    http = new SafeHttp(readOutboundConfig({ OUTBOUND_ALLOW: '127.0.0.1/32', OUTBOUND_PORTS: String(proxy.port) }));
  });
  afterAll(async () => {
    await http.onApplicationShutdown();
    await proxy.close();
    await outside.close();
  });

  const call = async (orgId: string): Promise<Call> => {
    const start = performance.now();
    const outcome = await http.request({ orgId, url: proxy.through(outside.url) }).then(
      ({ status }) => String(status),
      (error: unknown) => (error instanceof OutboundError ? error.reason : String(error)),
    );
    return { outcome, ms: performance.now() - start };
  };

  it.each(LINK_FAULTS)(
    '$what: every call ends in time, and a host that fails is left alone',
    async (fault) => {
      const [orgId, other] = [newId(), newId()];
      expect((await call(orgId)).outcome).toBe('200');
      fault.break(proxy);
      const calls: Call[] = [];
      while (!ENDS.has(calls.at(-1)?.outcome ?? '') && calls.length <= MOST_FAILURES) calls.push(await call(orgId));
      heal(proxy);
      const healed = await call(other);
      const slowest = Math.max(...calls.map(({ ms }) => ms));
      const tried = calls.filter(({ outcome }) => outcome !== 'resting');
      const outcomes = [...new Set(tried.map(({ outcome }) => outcome))].join(', ');
      const isOpen = tried.length < calls.length;
      report({
        row: 'N1',
        target: `outside address ${fault.what}: every call within 30 s, the breaker opens after at most ${MOST_FAILURES} failures`,
        reached: `slowest ${inSeconds(slowest)} (${outcomes}), ${isOpen ? `open after ${tried.length}` : 'did not open'}; healed: ${healed.outcome}`,
        pass: slowest <= CALL_MS && (isOpen || outcomes === '200') && healed.outcome === '200',
      });
      expect(slowest).toBeLessThanOrEqual(CALL_MS);
      expect(isOpen || outcomes === '200').toBe(true);
      expect(healed.outcome).toBe('200');
    },
    LIMIT_MS,
  );
});
