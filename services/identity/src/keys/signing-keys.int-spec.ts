import { DatabaseClock, SystemTx } from '@throughline/platform';
import { MovedClock, type TestService } from '@throughline/testing';
import { DataSource } from 'typeorm';
import { send, startIdentity } from '../../test/identity-world.js';
import { OPERATOR } from '../platform-admins/platform-admins.service.js';
import { SigningKeyMaker } from './signing-key-maker.js';
import { SigningKeyRotation } from './signing-key-rotation.js';
import { PUBLISH_MS } from './signing-key-schedule.js';
import { SigningKeys } from './signing-keys.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

const HOUR_MS = 3_600_000;

describe('the signing key', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startIdentity();
  });
  afterAll(() => service.close());

  const startReplica = async (): Promise<SigningKeys> => {
    const { app } = service;
    const clock = new DatabaseClock(app.get(DataSource));
    const [systemTx, repository] = [app.get(SystemTx), app.get(SigningKeysRepository)];
    const keys = new SigningKeys(systemTx, clock, repository, app.get(SigningKeyMaker));
    await keys.onModuleInit();
    return keys;
  };

  it('is one for all replicas that start at once on an empty database', async () => {
    await service.db.query('DELETE FROM identity.signing_key');
    const replicas = await Promise.all(Array.from({ length: 8 }, startReplica));
    expect(new Set(replicas.map((keys) => keys.current().kid)).size).toBe(1);
    expect(await service.db.query('SELECT kid FROM identity.signing_key')).toHaveLength(1);
  });

  it('stays the same for a replica that starts later', async () => {
    const [one, other] = [await startReplica(), await startReplica()];
    expect(other.jwks()).toEqual(one.jwks());
  });

  it('is published without its private part, and may be cached', async () => {
    const answer = await send(service, { path: '/internal/jwks' });
    expect(answer.headers['cache-control']).toBe('public, max-age=300');
    const kid = expect.any(String);
    const x = expect.any(String);
    expect(answer.body).toEqual({ keys: [{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid, x }] });
  });

  it('is rotated: published first, its predecessor as long as tokens of it live, and an entry in the log', async () => {
    await service.db.query('DELETE FROM identity.signing_key');
    const [replica, rotation] = [await startReplica(), service.app.get(SigningKeyRotation)];
    const before = replica.current().kid;
    const { kid } = await rotation.rotate(OPERATOR);
    await replica.reload();
    expect(replica.current().kid).toBe(before);
    expect(replica.jwks().keys.map((key) => key.kid)).toEqual([before, kid]);
    await expect(rotation.rotate(OPERATOR)).rejects.toMatchObject({ code: 'rotation_under_way' });
    await service.db.query(`UPDATE identity.signing_key SET signs_at = now() WHERE kid = $1`, [kid]);
    await replica.reload();
    expect(replica.current().kid).toBe(kid);
    await service.db.query(`UPDATE identity.signing_key SET retired_at = now() - interval '1 s' WHERE kid = $1`, [
      before,
    ]);
    await replica.reload();
    expect(replica.jwks().keys.map((key) => key.kid)).toEqual([kid]);
    await rotation.rotate(OPERATOR);
    expect(await service.db.query('SELECT kid FROM identity.signing_key WHERE kid = $1', [before])).toEqual([]);
    expect(
      await service.db.query(`SELECT actor_name FROM identity.platform_audit WHERE action = 'signing_key.rotated'`),
    ).toHaveLength(2);
  });

  it.each([HOUR_MS, -HOUR_MS])(
    'signs and stays when it is its time by the database, not by ours (%i ms)',
    async (ms) => {
      await service.db.query('DELETE FROM identity.signing_key');
      const [replica, rotation] = [await startReplica(), service.app.get(SigningKeyRotation)];
      const before = replica.current().kid;
      const clock = new MovedClock();
      clock.take();
      try {
        clock.set(ms);
        const { kid } = await rotation.rotate(OPERATOR);
        await replica.reload();
        expect([replica.current().kid, replica.jwks().keys.length]).toEqual([before, 2]);
        await expect(rotation.rotate(OPERATOR)).rejects.toMatchObject({ code: 'rotation_under_way' });
        clock.set(0);
        const [{ waits } = { waits: 0 }] = await service.db.query<{ waits: number }>(
          `SELECT extract(epoch FROM signs_at - clock_timestamp())::int AS waits FROM identity.signing_key WHERE kid = $1`,
          [kid],
        );
        expect(Math.abs(waits - PUBLISH_MS / 1_000)).toBeLessThan(60);
      } finally {
        clock.giveBack();
      }
    },
  );

  it('is sealed at rest, and opens only as the row it was sealed for', async () => {
    const rows = await service.db.query<{ private_key_sealed: string }>(
      'SELECT private_key_sealed FROM identity.signing_key',
    );
    expect(rows[0]?.private_key_sealed.split('.')).toHaveLength(5);
    await service.db.query(`UPDATE identity.signing_key SET kid = 'moved' WHERE retired_at IS NULL`);
    await expect(startReplica()).rejects.toMatchObject({ code: 'secret_unreadable' });
  });
});
