import { document as deploymentsDocument } from '../../../services/deployments/test/document.js';
import { type FurnishedWorld, startFurnishedWorld } from '../../../services/deployments/test/furnished-world.js';
import { judge } from './s1-judgement.ts';
import { scannedOf } from './s1-scanned.ts';
import { startSurroundings, type Surroundings } from './s1-surroundings.ts';

jest.setTimeout(180_000);

describe('S1: secret leak scan', () => {
  let surroundings: Surroundings;
  let furnished: FurnishedWorld;
  beforeAll(async () => {
    surroundings = await startSurroundings();
    furnished = await startFurnishedWorld();
  });
  afterAll(async () => {
    await furnished.close();
    await surroundings.close();
  });

  it('finds none of what deployments is given', async () => {
    const { secrets, scanned } = await scannedOf(furnished, deploymentsDocument, surroundings);
    const { world, params } = furnished;
    const put = async (given: Record<string, string>, removeSecrets: string[] = []): Promise<void> => {
      const config = { variables: { WORD: 'plain' }, secrets: given, removeSecrets };
      const path = `services/${params.serviceId}/environments/${params.environmentId}/config`;
      expect((await world.put(path, config)).status).toBe(200);
    };
    await put({
      TOKEN: secrets.plant('a secret of a configuration'),
      OLD: secrets.plant('a secret that is replaced'),
      GONE: secrets.plant('a secret that is removed'),
      THROUGHLINE_INGEST_KEY: secrets.plant('the ingest key of an app'),
    });
    await put({ OLD: secrets.plant('a secret that replaces one') }, ['GONE']);
    await world.requestDeploy(Buffer.from('an artifact'), { version: 'v2' });
    await judge('deployments', secrets, scanned);
  });
});
