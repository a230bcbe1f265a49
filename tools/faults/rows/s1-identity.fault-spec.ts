import { memberClaims, startTestService, type TestService } from '@throughline/testing';
import { randomBytes } from 'node:crypto';
import { AppModule } from '../../../services/identity/src/app.module.js';
import { manifest } from '../../../services/identity/src/manifest.js';
import { document as identityDocument } from '../../../services/identity/test/contract.js';
import { INTERNAL_SECRET } from '../../../services/identity/test/identity-world.js';
import { setEnvironment } from '../surroundings.config.ts';
import { useIdentity } from './s1-identity-secrets.ts';
import { judge } from './s1-judgement.ts';
import { Secrets } from './s1-secrets.ts';
import { startSurroundings, type Surroundings } from './s1-surroundings.ts';

jest.setTimeout(180_000);

describe('S1: secret leak scan', () => {
  const secrets = new Secrets();
  let surroundings: Surroundings;
  let service: TestService;
  beforeAll(async () => {
    surroundings = await startSurroundings();
    const smtp = encodeURIComponent(secrets.plant('the password of the mail server'));
    setEnvironment({
      INTERNAL_SECRET: secrets.know('the secret of the gateway', INTERNAL_SECRET),
      MAILBOX_KEY: secrets.plant('the key of the mailbox'),
      SMTP_URL: `smtp://mailer:${smtp}@127.0.0.1:1`,
      SIGN_UP: '',
      CATALOG_WAIT_MS: '50',
    });
    // 256 random bits, as the KEK is given.
    const KEK = secrets.know('the KEK', randomBytes(32).toString('base64'));
    service = await startTestService(AppModule, manifest, { KEK });
  });
  afterAll(async () => {
    await service.close();
    await surroundings.close();
  });

  it('finds none of what identity is given, or gives', async () => {
    const { id: orgId, owner } = await useIdentity(service, secrets);
    await service.relay();
    const bearer = () => service.bearer(memberClaims(orgId, 'owner', owner.userId));
    const params = { userId: owner.userId, organizationId: orgId };
    const { url, db } = service;
    await judge('identity', secrets, { url, db, bearer, document: identityDocument, orgId, params, surroundings });
  });
});
