import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { breaches } from './contract.js';
import { MAILBOX_KEY, PASSWORD, send, startIdentity } from './identity-world.js';

const PATH = '/api/v1/mail';
const withKey = { 'x-mailbox-key': MAILBOX_KEY };

describe('the mailbox', () => {
  let service: TestService;
  let email: string;
  beforeAll(async () => {
    service = await startIdentity();
    email = `${newId()}@example.org`;
    const body = { email, password: PASSWORD, fullName: 'Ada <b>Lovelace</b>' };
    for (let i = 0; i < 3; i++) await send(service, { method: 'post', path: '/api/v1/auth/sign-up', body });
  });
  afterAll(() => service.close());

  it('shows what was written, newest first, without what lets somebody in', async () => {
    const first = await send(service, { path: `${PATH}?limit=2`, headers: withKey });
    expect(breaches('listMail', first)).toEqual([]);
    expect(first.body.items).toHaveLength(2);
    expect(first.body.items[0]).toMatchObject({ to: email, kind: 'verify_address', state: 'queued', sentAt: null });
    expect(first.text).not.toContain('#');
    const path = `${PATH}?limit=2&cursor=${first.body.nextCursor}`;
    const second = await send(service, { path, headers: withKey });
    expect(second.body).toMatchObject({ items: [{ to: email }], nextCursor: null });
    expect(first.headers['cache-control']).toBe('no-store');
  });

  it('shows one with its link, and no markup of a stranger', async () => {
    const { id } = (await send(service, { path: PATH, headers: withKey })).body.items[0];
    const answer = await send(service, { path: `${PATH}/${id}`, headers: withKey });
    expect(breaches('getMail', answer)).toEqual([]);
    expect(answer.body.text).toMatch(/http:\/\/localhost:4400\/verify#[\w-]{43}/);
    expect(answer.body.html).not.toContain('<b>');
  });

  it.each([
    ['no key', {}],
    ['an empty key', { 'x-mailbox-key': '' }],
    ['another key', { 'x-mailbox-key': `${MAILBOX_KEY}x` }],
  ])('is closed with %s', async (_what, headers) => {
    for (const path of [PATH, `${PATH}/${newId()}`]) {
      const answer = await send(service, { path, headers });
      expect(answer).toMatchObject({ status: 403, body: { code: 'mailbox_key_wrong' } });
    }
  });

  it.each(['?limit=0', '?cursor=x', '?cursor=WyJ4Il0', '/x', `/${newId()}`])('refuses %s', async (rest) => {
    const { status } = await send(service, { path: `${PATH}${rest}`, headers: withKey });
    expect(status).toBe(rest.startsWith('?') ? 400 : 404);
  });
});

describe('the mailbox of an installation without a key', () => {
  it('is not there', async () => {
    const service = await startIdentity({}, { MAILBOX_KEY: '' });
    expect(await send(service, { path: PATH, headers: { 'x-mailbox-key': '' } })).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    await service.close();
  });
});
