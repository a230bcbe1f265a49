import { eventually, startTestService, type TestService } from '@throughline/testing';
import { act, announce, newPlace } from '../../test/builders.js';
import { AppModule } from '../app.module.js';
import { manifest } from '../manifest.js';

const AHEAD_MS = 3 * 86_400_000;

describe('a process whose clock is days ahead', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest, { PROCESS_ROLE: 'all' });
  });
  afterAll(async () => {
    jest.useRealTimers();
    await service.close();
  });

  it('evaluates rules by the database’s, and so keeps nobody from the next time', async () => {
    const place = newPlace();
    const { serviceId, environmentId } = place;
    await announce(service, place);
    const limits = { kind: 'error_count', threshold: 1, windowSeconds: 60, forSeconds: 0, severity: 'high' };
    const body = { name: 'errors', serviceId, environmentId, ...limits };
    expect((await act(service, place.orgId, { method: 'post', path: 'alert-rules', body })).status).toBe(201);
    // The calendar alone: what counts time goes on as it did.
    const untouched = ['nextTick', 'setImmediate', 'setInterval', 'setTimeout', 'performance', 'hrtime'] as const;
    jest.useFakeTimers({
      now: Date.now() + AHEAD_MS,
      doNotFake: [...untouched, 'queueMicrotask', 'clearImmediate', 'clearInterval', 'clearTimeout'],
    });
    const evaluations = new Set<string>();
    await eventually(async () => {
      const [rule] = await service.db.query<{ at: string | null; is_ahead: boolean }>(
        `SELECT last_evaluated_at::text AS at, last_evaluated_at > clock_timestamp() AS is_ahead
           FROM observability.alert_rule WHERE org_id = $1`,
        [place.orgId],
      );
      expect(rule?.is_ahead).toBe(false);
      evaluations.add(rule?.at ?? '');
      expect(evaluations.size).toBeGreaterThan(2); // again and again
    }, 20_000);
  }, 60_000);
});
