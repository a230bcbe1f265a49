import { newId } from '@throughline/kernel';
import { createApp, createLogger, PLATFORM_CONFIG } from '@throughline/platform';
import { startTestService, type TestService } from '@throughline/testing';
import { aLine, ingest, newPlace } from '../../test/builders.js';
import { openTail } from '../../test/open-tail.js';
import { AppModule } from '../app.module.js';
import { manifest } from '../manifest.js';

describe('live tail on two replicas', () => {
  let service: TestService;
  let other: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
    const logger = createLogger(manifest.name, 'silent');
    const app = await createApp(AppModule, { manifest, config: service.app.get(PLATFORM_CONFIG), logger });
    await app.listen({ host: '127.0.0.1', port: 0 });
    other = { ...service, app, url: (await app.getUrl()).replace(/\/$/, '') };
  });
  afterAll(async () => {
    await other.app.close();
    await service.close();
  });

  it('shows here what was committed there, once, and only of its organization', async () => {
    const place = newPlace();
    const tail = await openTail(service, place, '');
    const message = newId();
    await ingest(other, newPlace(), [aLine({ message: 'of another organization' })]);
    await ingest(other, place, [aLine({ message })]);
    expect((await tail.next()).data.message).toBe(message);
    await ingest(service, place, [aLine({ message: 'committed here' })]);
    expect((await tail.next()).data.message).toBe('committed here');
    tail.close();
  });
});
