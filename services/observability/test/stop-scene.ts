import { deploymentsServiceChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import {
  ingestKeyClaims,
  memberClaims,
  serviceScene,
  startTestService,
  type StopScene,
  type TestService,
} from '@throughline/testing';
import { resolve } from 'node:path';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { aLine, announce, newPlace, type Place } from './builders.js';

/** Observability under log lines, with screens that follow them. */
export class ObservabilityStopScene {
  private readonly place: Place = newPlace();
  private constructor(readonly service: TestService) {}

  static async start(): Promise<ObservabilityStopScene> {
    const world = new ObservabilityStopScene(await startTestService(AppModule, manifest));
    await announce(world.service, world.place);
    return world;
  }

  async scene(): Promise<StopScene> {
    const { service, place } = this;
    const { orgId, serviceId, environmentId } = place;
    const viewer = { authorization: await service.bearer(memberClaims(orgId, 'viewer')) };
    const sender = { authorization: await service.bearer(ingestKeyClaims(orgId, serviceId, environmentId)) };
    const org = `/api/v1/orgs/${orgId}`;
    const common = serviceScene({
      service,
      name: 'observability',
      entry: resolve(__dirname, '../dist/main.js'),
      event: deploymentsServiceChangedV1,
      dataOf: (changed) => ({ ...deploymentsServiceChangedV1.example, serviceId: changed }),
    });
    return {
      ...common,
      streams: () => [
        { path: `${org}/logs/tail`, headers: viewer },
        { path: `${org}/live/observability`, headers: viewer },
      ],
      read: () => ({ path: `${org}/changes`, headers: viewer }),
      command: () => {
        const mark = newId();
        const headers = { ...sender, 'content-type': 'application/json' };
        const body = JSON.stringify([aLine({ message: mark })]);
        return { mark, request: { method: 'POST', path: '/ingest/v1/logs', headers, body } };
      },
      effects: async () => {
        const rows = await service.db.query<{ mark: string }>('SELECT message AS mark FROM observability.log_entry');
        return rows.map(({ mark }) => mark);
      },
    };
  }
}
