import { newId } from '@throughline/kernel';
import { eventually, MovedClock, startTestService, type TestService } from '@throughline/testing';
import { AlertEvaluator } from '../src/alerts/alert-evaluator.js';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { act, aLine, announce, ingest, newPlace, read } from './builders.js';
import { openTail, type Tail } from './open-tail.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const trueNow = Date.now;
const trueIn = (ms: number): string => new Date(trueNow.call(Date) + ms).toISOString();
const offMs = (text: string): number => Math.abs(Date.parse(text) - trueNow.call(Date));

/** Lines come from machines that know the time; what is compared with them goes by the database's clock. */
describe.each([HOUR_MS, -HOUR_MS])('with a clock that is %i ms ahead, observability', (aheadMs) => {
  let service: TestService;
  const place = newPlace();
  const clock = new MovedClock();
  beforeAll(async () => {
    process.env['TAIL_LINES_PER_SECOND'] = '2';
    service = await startTestService(AppModule, manifest);
    delete process.env['TAIL_LINES_PER_SECOND'];
    await announce(service, place);
    clock.take();
  });
  beforeEach(() => clock.set(aheadMs));
  const tails: Tail[] = [];
  afterEach(() => {
    clock.set(0);
    for (const tail of tails.splice(0)) tail.close();
  });
  afterAll(async () => {
    clock.giveBack();
    await service.close();
  });

  const line = (change: object = {}) => aLine({ timestamp: trueIn(0), ...change });

  it('takes the lines that are due now, and shows them in what names no time', async () => {
    const message = newId();
    const answer = await ingest(service, place, [line({ message }), line({ timestamp: trueIn(30 * MINUTE_MS) })]);
    expect(answer.body).toEqual({
      accepted: 1,
      rejected: [{ index: 1, code: 'timestamp_out_of_range', reason: expect.any(String) }],
    });
    const { items } = (await read(service, place.orgId, 'logs')).body;
    expect(items).toContainEqual(expect.objectContaining({ message }));
    const overview = (await read(service, place.orgId, 'overview')).body;
    expect(overview.buckets.at(-1).lines + overview.buckets.at(-2).lines).toBeGreaterThan(0);
    const histogram = (await read(service, place.orgId, 'logs/histogram')).body;
    expect(offMs(histogram.buckets.at(-1).at)).toBeLessThan(20 * MINUTE_MS);
  });

  const open = async (lastId?: string): Promise<Tail> => {
    const tail = await openTail(service, place, '', lastId);
    tails.push(tail);
    return tail;
  };

  it('sends a tail that comes back what it missed', async () => {
    const first = await open();
    await ingest(service, place, [line({ message: 'seen' })]);
    const { id } = await first.next();
    first.close();
    await ingest(service, place, [line({ message: 'missed' })]);
    expect((await (await open(id)).next()).data.message).toBe('missed');
  });

  it('goes on sending a tail its lines of each second when the clock is set back', async () => {
    const tail = await open();
    await ingest(service, place, [line({ message: 'one' }), line({ message: 'two' })]);
    for (let i = 0; i < 2; i++) await tail.next();
    clock.set(aheadMs - HOUR_MS);
    let came = false;
    void tail.next().then(() => (came = true));
    await eventually(async () => {
      await ingest(service, place, [line({ message: 'more' })]);
      expect(came).toBe(true);
    }, 10_000);
  });

  it('dates what people do with an incident as what rules did with it', async () => {
    const rule = {
      name: newId(),
      kind: 'error_count',
      threshold: 1,
      windowSeconds: 60,
      forSeconds: 0,
      severity: 'high',
    };
    const { orgId, serviceId, environmentId } = place;
    const body = { ...rule, serviceId, environmentId };
    const { id } = (await act(service, orgId, { method: 'post', path: 'alert-rules', body })).body;
    await ingest(service, place, [line({ level: 'error', message: 'broken' })]);
    await service.app.get(AlertEvaluator, { strict: false }).tick(new Date(trueIn(0)));
    const [incident] = (await read(service, orgId, 'incidents')).body.items;
    const path = `incidents/${incident.id}`;
    await act(service, orgId, { method: 'post', path: `${path}/notes`, body: { text: 'a note' } });
    await act(service, orgId, { method: 'post', path: `${path}/resolve` });
    const { timeline, errorsAfter } = (await read(service, orgId, path)).body;
    const kinds = timeline.map(({ kind }: { kind: string }) => kind);
    expect(kinds.slice(-2)).toEqual(['note', 'resolved']);
    for (const { at } of timeline) expect(offMs(at)).toBeLessThan(MINUTE_MS);
    expect(errorsAfter).toBe(1);
    await act(service, orgId, { method: 'patch', path: `alert-rules/${id}`, body: { enabled: false } });
    const [firing] = (await read(service, orgId, `firings?alertRuleId=${id}`)).body.items;
    expect(offMs(firing.resolvedAt)).toBeLessThan(MINUTE_MS);
  });
});
