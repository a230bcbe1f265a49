import { newId } from '@throughline/kernel';
import { idempotencyViolations } from '@throughline/testing';
import { document } from './contract.js';
import { type FurnishedIdentity, furnishIdentity } from './furnished-identity.js';
import { PASSWORD } from './identity-world.js';

jest.setTimeout(240_000);

describe('a request that is sent again with its Idempotency-Key', () => {
  let furnished: FurnishedIdentity;
  beforeAll(async () => {
    furnished = await furnishIdentity();
  });
  afterAll(() => furnished.close());

  it('gets the same answer and changes nothing', async () => {
    const violations = await idempotencyViolations(furnished.service, document, {
      ...furnished,
      prepare: async (id) => furnished.paramsOf[id],
      // Signed anew, for the same session or impersonation.
      fresh: { signUp: ['accessToken', 'expiresAt'], startImpersonation: ['accessToken'] },
    });
    expect(violations).toEqual([]);
  });

  it('signs up once also where the address has to be verified first', async () => {
    const path = '/api/v1/auth/sign-up';
    const { post } = document.paths[path] ?? {};
    if (!post) throw new Error(`openapi.json has no ${path}`);
    const violations = await idempotencyViolations(
      furnished.service,
      { paths: { [path]: { post } } },
      {
        schema: 'identity',
        orgId: furnished.orgId,
        params: {},
        bodies: { signUp: { email: `${newId()}@example.org`, password: PASSWORD, fullName: 'Ada Lovelace' } },
      },
    );
    expect(violations).toEqual([]);
  });
});
