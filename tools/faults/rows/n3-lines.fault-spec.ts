import { newId } from '@throughline/kernel';
import { eventually, startTestService, type TestService } from '@throughline/testing';
import { AppModule } from '../../../services/observability/src/app.module.js';
import { manifest } from '../../../services/observability/src/manifest.js';
import {
  act,
  aLine,
  announce,
  ingest,
  newPlace,
  type Place,
  read,
} from '../../../services/observability/test/builders.js';
import { find } from '../../test/programs.ts';
import { report } from '../figure.ts';
import { ENDING_STEPS, SteppedReplica } from '../n3-stepped-replica.ts';

const LIMIT_MS = 120_000;
const HOUR_MS = 3_600_000;
const NEAR_MS = 60_000;
/** Rules are looked at every few seconds. */
const OPENS_MS = 20_000;

const timeIn = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** Lines that are due now are taken and found, and one of the hour that is to come is not, whatever that clock says. */
async function lines(stepped: TestService, place: Place): Promise<string[]> {
  const message = newId();
  const { body } = await ingest(stepped, place, [aLine({ message }), aLine({ timestamp: timeIn(HOUR_MS / 2) })]);
  const found = (await read(stepped, place.orgId, `logs?text=${message}`)).body.items;
  return [
    ...(body.accepted === 1 && body.rejected.length === 1 ? [] : [`${body.accepted} of 2 lines were taken`]),
    ...(found.length === 1 ? [] : [`a search found the line ${found.length} times`]),
  ];
}

/** An incident that its rules open, and a person resolves at that replica: one story, in order, at the true time. */
async function incident(stepped: TestService): Promise<string[]> {
  const place = newPlace();
  const { orgId, serviceId, environmentId } = place;
  await announce(stepped, place);
  const limits = { kind: 'error_count', threshold: 1, windowSeconds: 60, forSeconds: 0, severity: 'high' };
  const rule = { name: newId(), serviceId, environmentId, ...limits };
  await act(stepped, orgId, { method: 'post', path: 'alert-rules', body: rule });
  await ingest(stepped, place, [aLine({ level: 'error', message: 'broken' })]);
  const id = await eventually(async (): Promise<string> => {
    const [open] = (await read(stepped, orgId, 'incidents')).body.items;
    return open.id;
  }, OPENS_MS).catch(() => undefined);
  if (id === undefined) return ['no incident was opened'];
  await act(stepped, orgId, { method: 'post', path: `incidents/${id}/resolve` });
  const { timeline, errorsAfter } = (await read(stepped, orgId, `incidents/${id}`)).body;
  const far = timeline.filter(({ at }: { at: string }) => Math.abs(Date.parse(at) - Date.now()) > NEAR_MS);
  return [
    ...(timeline.at(-1)?.kind === 'resolved' ? [] : [`the incident's story ends with ${timeline.at(-1)?.kind}`]),
    ...far.map(({ kind, at }: { kind: string; at: string }) => `${kind} is dated ${at}`),
    ...(errorsAfter === 1 ? [] : [`${errorsAfter} errors counted until it was resolved`]),
  ];
}

const suite = find('faketime') ? describe : describe.skip;

suite('N3: a clock that is stepped, and lines and incidents', () => {
  let service: TestService;
  let replica: SteppedReplica;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
    replica = await SteppedReplica.start(service, { service: 'observability', role: 'all' });
  }, LIMIT_MS);
  afterAll(async () => {
    await replica.stop();
    await service.close();
  }, LIMIT_MS);

  it(
    'are dated and found by the database’s clock',
    async () => {
      const wrong: string[] = [];
      for (const { what, seconds } of ENDING_STEPS) {
        replica.step(seconds);
        const found = [...(await lines(replica.asService, newPlace())), ...(await incident(replica.asService))];
        wrong.push(...found.map((text) => `${what}: ${text}`));
      }
      report({
        row: 'N3',
        target: 'lines and incidents: 0 lines refused that are due, 0 times out of order',
        reached: `observability: ${ENDING_STEPS.length} steps; ${wrong.join('; ') || 'every line that was due taken and found, every incident’s story in order'}`,
        pass: wrong.length === 0,
      });
      expect(wrong).toEqual([]);
    },
    LIMIT_MS,
  );
});
