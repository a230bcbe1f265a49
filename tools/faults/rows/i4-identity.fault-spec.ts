import { document as identityDocument } from '../../../services/identity/test/contract.js';
import { type FurnishedIdentity, furnishIdentity } from '../../../services/identity/test/furnished-identity.js';
import { judgeInjections } from './i4-judgement.ts';
import { startWatch, type Watch } from './i4-watch.ts';

jest.setTimeout(20 * 60_000);

describe('I4: injected strings', () => {
  let watch: Watch;
  let furnished: FurnishedIdentity;
  beforeAll(async () => {
    watch = startWatch();
    furnished = await furnishIdentity();
  });
  afterAll(async () => {
    await furnished.close();
    watch.end();
  });

  it('are strings to identity', async () => {
    const whole = { ...furnished, bodies: furnished.wholeBodies };
    await judgeInjections({ furnished: whole, document: identityDocument, watch });
  });
});
