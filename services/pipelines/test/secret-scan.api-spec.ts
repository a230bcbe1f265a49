import { captureLogs, endCapture, secretLeaks } from '@throughline/testing';
import { document } from './document.js';
import { type FurnishedPipelines, furnishPipelines } from './furnished-pipelines.js';

jest.setTimeout(120_000);

describe('S1: secrets', () => {
  const logs = captureLogs();
  let furnished: FurnishedPipelines;
  beforeAll(async () => {
    furnished = await furnishPipelines();
  });
  afterAll(async () => {
    endCapture();
    await furnished.close();
  });

  it('turn up in no reply and no log line', async () => {
    const { service, bodies } = furnished;
    const leaks = await secretLeaks(service, document, {
      ...furnished,
      bodies: {
        createPipelineSecret: (value) => ({ ...bodies['createPipelineSecret'], value }),
        setPipelineSecret: (value) => ({ value }),
        createOrganizationSecret: (value) => ({ name: 'SHARED', value }),
        setOrganizationSecret: (value) => ({ value }),
        // Refused, as addresses of this kind are for now: the password in it must not come back.
        createRepository: (secret) => ({
          ...bodies['createRepository'],
          cloneUrl: `https://bot:${encodeURIComponent(secret)}@git.example/a.git`,
        }),
      },
      logs,
    });
    expect(leaks).toEqual([]);
    expect(logs.lines.length).toBeGreaterThan(0);
  });
});
