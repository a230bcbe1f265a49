import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { startIdentity } from '../../../services/identity/test/identity-world.js';
import { report } from '../figure.ts';
import { post, STRANGERS_REQUESTS } from './a5-requests.ts';

/** Where one address belongs: two of them, in every way that a parser might let through. */
const twoInOne = (first: string, second: string): unknown[] => [
  [first, second],
  [first],
  { 0: first, 1: second },
  { email: first },
  `${first},${second}`,
  `${first};${second}`,
  `${first} ${second}`,
  `${first}\nBcc: ${second}`,
  `${first}%0aBcc:${second}`,
  `"${second}" <${first}>`,
];

describe('A5: recipients', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startIdentity();
  }, 60_000);
  afterAll(() => service.close());

  it('are one for each request, and none for a list', async () => {
    const [first, second] = [`${newId()}@example.org`, `${newId()}@example.org`];
    const recipients = async (): Promise<string[]> => {
      const rows = await service.db.query<{ recipient: string }>('SELECT recipient FROM identity.mail_message');
      return rows.map(({ recipient }) => recipient);
    };
    const answers: number[] = [];
    for (const { path, body } of Object.values(STRANGERS_REQUESTS))
      for (const email of twoInOne(first, second)) answers.push(await post(service, path, { ...body, email }));
    const ofLists = await recipients();
    await post(service, STRANGERS_REQUESTS.reset.path, { email: first });
    const ofOne = await recipients();
    const refused = answers.filter((status) => status === 400).length;
    report({
      row: 'A5',
      target: 'an e-mail list or object refused, one recipient only',
      reached: `${refused} of ${answers.length} refused, ${ofLists.length} written to; for one address ${ofOne.length}`,
      pass: refused === answers.length && ofLists.length === 0 && ofOne.length === 1,
    });
    expect(answers.filter((status) => status !== 400)).toEqual([]);
    expect([ofLists, ofOne]).toEqual([[], [first]]);
  });
});
