import { newId } from '@throughline/kernel';
import { SystemTx } from '@throughline/platform';
import type { TestService } from '@throughline/testing';
import { Mailer } from '../../../services/identity/src/mail/mailer.js';
import { MailSender } from '../../../services/identity/src/mail/mail-sender.js';
import { mailTo, startIdentity } from '../../../services/identity/test/identity-world.js';
import { type SmtpPeer, startSmtpPeer } from '../../../services/identity/test/smtp-peer.js';
import { report } from '../figure.ts';
import { COMPUTED, corpusFor, INJECTED_HEADER, MARKUP } from './i4-corpus.ts';

jest.setTimeout(120_000);

/** The letter in which the most is somebody else's words; its subject has them too. */
const invitation = (text: string) => ({
  kind: 'invitation' as const,
  ...{ inviter: text, organization: text, role: text, link: 'http://localhost:4400/invitations#secret' },
});

describe('I4: injected strings in letters', () => {
  const texts = corpusFor('/tmp/i4').map(({ text }) => text);
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

  /** What is wrong with the letter that was sent to the address, and as it went over the wire. */
  async function problemsOf(to: string): Promise<string[]> {
    const [mail] = await mailTo(service, to);
    const [sent, ...more] = peer.received.filter((one) => one.to.includes(to));
    if (!mail || !sent || more.length > 0 || sent.to.length !== 1) return [`${to}: not sent, or not to it alone`];
    const words = `${mail.subject}\n${mail.text}\n${mail.html}`;
    const headers = unfolded(sent.raw.split('\r\n\r\n')[0] ?? '');
    return [
      ...(words.includes(COMPUTED) ? ['a template was computed'] : []),
      ...(headers.some((line) => /^(bcc|cc)\b/i.test(line) || line.startsWith(INJECTED_HEADER)) ? ['a header'] : []),
      ...(MARKUP.some((markup) => mail.html.includes(markup)) ? ['markup'] : []),
      ...(/[\r\n]/.test(mail.subject) ? ['a subject of two lines'] : []),
    ];
  }

  it('are words', async () => {
    const sent = texts.map((text) => ({ text, to: `${newId()}@example.org` }));
    for (const { text, to } of sent)
      await service.app.get(SystemTx).run((tx) => service.app.get(Mailer).post(tx, { to, content: invitation(text) }));
    while ((await service.app.get(MailSender).drain()) > 0);
    const problems: string[] = [];
    for (const { text, to } of sent)
      problems.push(...(await problemsOf(to)).map((problem) => `${JSON.stringify(text)}: ${problem}`));
    report({
      row: 'I4',
      target: 'letters: no header, no recipient, no markup of a stranger, nothing computed',
      reached: `${sent.length} letters, ${problems.length} wrong`,
      pass: problems.length === 0,
    });
    expect(problems).toEqual([]);
    const [template] = await mailTo(service, sent.find(({ text }) => text === '{{1337*7331}}')?.to ?? '');
    expect(template).toMatchObject({
      subject: expect.stringContaining('{{1337*7331}}'),
      text: expect.stringContaining('{{1337*7331}}'),
      html: expect.stringContaining('{{1337*7331}}'),
    });
  });
});

const unfolded = (headers: string): string[] => headers.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
