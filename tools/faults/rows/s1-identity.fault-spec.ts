import { captureLogs, endCapture, memberClaims, startTestService } from '@throughline/testing';
import { randomBytes } from 'node:crypto';
import { AppModule } from '../../../services/identity/src/app.module.js';
import { manifest } from '../../../services/identity/src/manifest.js';
import { document as identityDocument } from '../../../services/identity/test/contract.js';
import { INTERNAL_SECRET } from '../../../services/identity/test/identity-world.js';
import { useIdentity } from './s1-identity-secrets.ts';
import { judge } from './s1-judgement.ts';
import { Secrets } from './s1-secrets.ts';

const LIMIT_MS = 180_000;

/** 256 random bits, as the KEK is given. */
const plantKek = (secrets: Secrets): { KEK: string } => ({
  KEK: secrets.know('the KEK', randomBytes(32).toString('base64')),
});

describe('S1: secret leak scan', () => {
  const logs = captureLogs();
  const secrets = new Secrets();
  let close: (() => Promise<unknown>) | undefined;
  afterAll(async () => {
    endCapture();
    await close?.();
  });

  it(
    'finds none of what identity is given, or gives',
    async () => {
      const smtp = encodeURIComponent(secrets.plant('the password of the mail server'));
      Object.assign(process.env, {
        INTERNAL_SECRET: secrets.know('the secret of the gateway', INTERNAL_SECRET),
        MAILBOX_KEY: secrets.plant('the key of the mailbox'),
        SMTP_URL: `smtp://mailer:${smtp}@127.0.0.1:1`,
      });
      const service = await startTestService(AppModule, manifest, plantKek(secrets));
      close = () => service.close();
      const { id: orgId, owner } = await useIdentity(service, secrets);
      const claims = (): ReturnType<typeof memberClaims> => memberClaims(orgId, 'owner', owner.userId);
      const params = { userId: owner.userId, organizationId: orgId };
      const scanned = { service, document: identityDocument, orgId, params, claims, logs };
      await judge('identity', secrets, scanned);
    },
    LIMIT_MS,
  );
});
