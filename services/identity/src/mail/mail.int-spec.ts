import { newId } from '@throughline/kernel';
import { SystemTx } from '@throughline/platform';
import { eventually, type TestService } from '@throughline/testing';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startIdentity } from '../../test/identity-world.js';
import { type SmtpPeer, startSmtpPeer } from '../../test/smtp-peer.js';
import type { MailContent } from './mail-content.js';
import { MailSender } from './mail-sender.js';
import { Mailer } from './mailer.js';

const HOSTILE = 'Eve\r\nBcc: all@example.org';
const content: MailContent = { kind: 'verify_address', name: HOSTILE, link: 'http://localhost:4400/verify#secret' };

const post = (service: TestService, to: string, what = content): Promise<void> =>
  service.app.get(SystemTx).run((tx) => service.app.get(Mailer).post(tx, { to, content: what }));
const drain = (service: TestService): Promise<number> => service.app.get(MailSender).drain();
const rowsOf = (service: TestService, to: string) =>
  service.db.query<{ state: string; reason: string | null; attempts: number; row: string; wait: number }>(
    `SELECT state, reason, attempts, m::text AS row, extract(epoch FROM next_attempt_at - clock_timestamp())::float AS wait
       FROM identity.mail_message m WHERE recipient = $1 ORDER BY id`,
    [to],
  );
const makeDue = (service: TestService) =>
  service.db.query('UPDATE identity.mail_message SET next_attempt_at = clock_timestamp()');

describe('mail over SMTP', () => {
  let peer: SmtpPeer;
  let service: TestService;
  beforeAll(async () => {
    peer = await startSmtpPeer();
    service = await startIdentity({}, { SMTP_URL: peer.url, MAIL_FROM: 'Throughline <mail@throughline.example>' });
  });
  afterAll(async () => {
    await service.close();
    await peer.close();
  });
  const receivedBy = (to: string) => peer.received.filter((mail) => mail.to.includes(to));

  it('arrives once, for its reader only, with the name on its line and no header of a stranger', async () => {
    await post(service, 'ada@example.org');
    expect(await drain(service)).toBe(1);
    expect(await drain(service)).toBe(0);
    const [mail, ...more] = receivedBy('ada@example.org');
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ from: 'mail@throughline.example', to: ['ada@example.org'] });
    const headers = mail?.raw.split('\r\n\r\n')[0] ?? '';
    expect(headers).toMatch(/^Subject: Confirm your e-mail address$/m);
    expect(headers).toMatch(/^Message-ID: <[0-9a-f-]{36}@throughline\.example>$/m);
    expect(headers).not.toMatch(/^bcc/im);
    expect(mail?.raw).toContain('verify#secret');
    expect(await rowsOf(service, 'ada@example.org')).toMatchObject([{ state: 'sent', attempts: 1, reason: null }]);
  });

  it('is at rest only sealed', async () => {
    await post(service, 'sealed@example.org');
    expect((await rowsOf(service, 'sealed@example.org'))[0]?.row).not.toMatch(/verify#secret|all@example/);
  });

  it('goes out if, and only if, its command commits', async () => {
    const broken = service.app.get(SystemTx).run(async (tx) => {
      await service.app.get(Mailer).post(tx, { to: 'never@example.org', content });
      throw new Error('the command failed');
    });
    await expect(broken).rejects.toThrow('the command failed');
    await drain(service);
    expect(receivedBy('never@example.org')).toEqual([]);
  });

  it('is tried again after a 4xx answer, with a wait, and arrives', async () => {
    await drain(service);
    peer.answers.push(451);
    await post(service, 'later@example.org');
    await drain(service);
    const [waiting] = await rowsOf(service, 'later@example.org');
    expect(waiting).toMatchObject({ state: 'queued', attempts: 1, reason: expect.stringContaining('451') });
    expect(waiting?.wait).toBeLessThanOrEqual(5);
    await makeDue(service);
    await drain(service);
    expect(receivedBy('later@example.org')).toHaveLength(1);
    expect(await rowsOf(service, 'later@example.org')).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });

  it('is given up after a 5xx answer, with what was said', async () => {
    peer.answers.push(550);
    await post(service, 'unknown@example.org');
    await drain(service);
    expect(await rowsOf(service, 'unknown@example.org')).toMatchObject([
      { state: 'failed', attempts: 1, reason: expect.stringContaining('550') },
    ]);
  });

  it('is sent once by many senders', async () => {
    const people = Array.from({ length: 12 }, () => `${newId()}@example.org`);
    for (const to of people) await post(service, to);
    await Promise.all(Array.from({ length: 4 }, () => drain(service)));
    for (const to of people) expect(receivedBy(to)).toHaveLength(1);
  });

  it('stays with us when the claim of another sender is newer', async () => {
    await post(service, 'claimed@example.org');
    await service.db.query(`UPDATE identity.mail_message SET next_attempt_at = clock_timestamp() + interval '1 minute'
                             WHERE recipient = 'claimed@example.org'`);
    await drain(service);
    expect(receivedBy('claimed@example.org')).toEqual([]);
  });
});

describe('a mail server that nobody vouches for', () => {
  it('gets nothing: its certificate is verified', async () => {
    const peer = await startSmtpPeer({ secure: true });
    const service = await startIdentity({}, { SMTP_URL: peer.url });
    await post(service, 'ada@example.org');
    await drain(service);
    expect(peer.received).toEqual([]);
    expect(await rowsOf(service, 'ada@example.org')).toMatchObject([{ state: 'queued', attempts: 1 }]);
    await service.close();
    await peer.close();
  });
});

describe('mail without a mail server', () => {
  it('is a file that nobody else can read, written by the worker by itself', async () => {
    const service = await startIdentity({ PROCESS_ROLE: 'all' });
    await post(service, 'ada@example.org');
    const folder = join(service.directory, 'work/mail');
    const [name = ''] = await eventually(async () => {
      const files = (await readdir(folder)).filter((file) => file.endsWith('.eml'));
      expect(files).toHaveLength(1);
      return files;
    });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, name), 'utf8')).toMatch(/^To: ada@example\.org\r$/m);
    await service.close();
  });
});
