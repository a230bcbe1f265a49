import { newId } from '@throughline/kernel';
import { startTestService, type TestService, unauditedCommands } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { document } from './document.js';

describe('audit', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());

  it('every command that is done leaves its fact', async () => {
    const fixture = { schema: 'billing', orgId: newId(), params: {}, bodies: {}, allowed: {} };
    expect(await unauditedCommands(service, document, fixture)).toEqual([]);
  });
});
