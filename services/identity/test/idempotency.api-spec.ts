import { newId } from '@throughline/kernel';
import { idempotencyViolations, type TestService } from '@throughline/testing';
import { type CommandsFixture, furnishCommands } from './commands-fixture.js';
import { document } from './contract.js';
import { PASSWORD, startIdentity } from './identity-world.js';

jest.setTimeout(120_000);

describe('a request that is sent again with its Idempotency-Key', () => {
  let service: TestService;
  let commands: CommandsFixture;
  beforeAll(async () => {
    service = await startIdentity();
    commands = await furnishCommands(service);
  });
  afterAll(() => service.close());

  it('gets the same answer and changes nothing', async () => {
    const { tenant, params, paramsOf, bodies, claims } = commands;
    const violations = await idempotencyViolations(service, document, {
      schema: 'identity',
      orgId: tenant.id,
      params,
      bodies,
      claims,
      prepare: async (id) => paramsOf[id],
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
      service,
      { paths: { [path]: { post } } },
      {
        schema: 'identity',
        orgId: commands.tenant.id,
        params: {},
        bodies: { signUp: { email: `${newId()}@example.org`, password: PASSWORD, fullName: 'Ada Lovelace' } },
      },
    );
    expect(violations).toEqual([]);
  });
});
