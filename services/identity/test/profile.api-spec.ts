import { auditRecordedV1, identityMemberChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import request from 'supertest';
import { breaches } from './contract.js';
import {
  createOrganization,
  type Person,
  PICTURE,
  PREFERENCES,
  send,
  sendAsPerson,
  signUp,
  startIdentity,
} from './identity-world.js';

/** Unlike three figures alone, no part of any id. */
const PHONE = '+41 44 555 01 23';

describe('profiles', () => {
  let service: TestService;
  let person: Person;
  beforeAll(async () => {
    service = await startIdentity();
  });
  beforeEach(async () => {
    person = await signUp(service);
  });
  afterAll(() => service.close());

  const me = (method: 'get' | 'put' | 'patch' | 'delete', rest: string, body?: object, of = person) =>
    sendAsPerson(service, of, { method, path: `/api/v1/me/${rest}`, ...(body && { body }) });

  it('begin empty', async () => {
    const answer = await me('get', 'profile');
    expect(breaches('getProfile', answer)).toEqual([]);
    expect(answer.body).toMatchObject({
      id: person.userId,
      email: person.email,
      company: '',
      timeZone: 'UTC',
      defaultMode: 'monitor',
      onboardingStep: 'welcome',
      onboardingCompleted: false,
      avatarUrl: null,
    });
  });

  it('keep every field, change what is given, and clear what is empty', async () => {
    const fields = {
      fullName: 'Grace Hopper',
      company: 'Navy',
      title: 'Rear admiral',
      department: 'Computing',
      phone: '+1 (555) 010-99',
      timeZone: 'America/New_York',
      defaultMode: 'investigate',
      onboardingStep: 'service',
      onboardingCompleted: true,
    };
    const changed = await me('patch', 'profile', fields);
    expect(changed).toMatchObject({ status: 200, body: fields });
    expect(breaches('updateProfile', changed)).toEqual([]);
    const cleared = await me('patch', 'profile', { company: '', phone: '' });
    expect(cleared.body).toEqual({ ...changed.body, company: '', phone: '' });
    expect((await me('get', 'profile')).body).toEqual(cleared.body);
    expect((await me('patch', 'profile', {})).body).toEqual(cleared.body);
  });

  it('tell a new name to the organizations, and no more than that something else changed', async () => {
    await createOrganization(service, person);
    await me('patch', 'profile', { fullName: 'Grace Hopper', phone: PHONE });
    expect((await service.events(identityMemberChangedV1)).at(-1)).toMatchObject({
      userId: person.userId,
      fullName: 'Grace Hopper',
      role: 'owner',
    });
    const facts = (await service.events(auditRecordedV1)).filter((fact) => fact.resourceId === person.userId);
    expect(facts).toMatchObject([{ action: 'account.profile_changed', after: { changed: ['full_name', 'phone'] } }]);
    expect(JSON.stringify(facts)).not.toContain(PHONE);
  });

  it.each([
    ['a zone that is none', { timeZone: 'Mars/Olympus' }, '/timeZone'],
    ['an offset for a zone', { timeZone: '+01:00' }, '/timeZone'],
    ['a phone with letters', { phone: 'call me' }, '/phone'],
    ['an empty name', { fullName: '' }, '/fullName'],
    ['a company that reorders text', { company: 'A\u202ecme' }, '/company'],
    ['an unknown mode', { defaultMode: 'destroy' }, '/defaultMode'],
    ['somebody else’s id', { id: newId() }, '/id'],
    ['an address', { email: 'x@example.org' }, '/email'],
  ])('refuse %s', async (_what, body, pointer) =>
    expect(await me('patch', 'profile', body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } }),
  );

  it('lose no field when two are changed at once', async () => {
    const changes = [{ company: 'Acme' }, { title: 'Engineer' }, { department: 'Platform' }, { phone: '1' }];
    await Promise.all(changes.map((change) => me('patch', 'profile', change)));
    expect((await me('get', 'profile')).body).toMatchObject(Object.assign({}, ...changes));
  });

  it('keep preferences, whole, each person their own', async () => {
    const before = await me('get', 'preferences');
    expect(breaches('getPreferences', before)).toEqual([]);
    expect(before.body).toEqual({
      colorScheme: 'auto',
      density: 'comfortable',
      timeDisplay: 'relative',
      startPage: 'overview',
      columns: {},
    });
    const put = await me('put', 'preferences', PREFERENCES);
    expect(put).toMatchObject({ status: 200, body: PREFERENCES });
    expect(breaches('putPreferences', put)).toEqual([]);
    expect((await me('get', 'preferences')).body).toEqual(PREFERENCES);
    expect((await me('get', 'preferences', undefined, await signUp(service))).body).toEqual(before.body);
    const { columns: _left, ...rest } = PREFERENCES;
    expect(await me('put', 'preferences', rest)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/columns' }] },
    });
  });

  it('show a picture to everybody who has its address, as what it is and nothing else', async () => {
    const put = await me('put', 'avatar', { image: PICTURE });
    expect(put.status).toBe(200);
    expect(breaches('putAvatar', put)).toEqual([]);
    const { avatarUrl } = put.body;
    expect((await me('get', 'profile')).body.avatarUrl).toBe(avatarUrl);
    expect((await sendAsPerson(service, person, { path: '/api/v1/me' })).body.avatarUrl).toBe(avatarUrl);
    const shown = await request(service.url).get(avatarUrl).buffer(true);
    expect(shown.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(shown.body).toEqual(Buffer.from(PICTURE, 'base64'));
    expect((await me('put', 'avatar', { image: PICTURE })).body.avatarUrl).not.toBe(avatarUrl);
    expect((await send(service, { path: avatarUrl })).status).toBe(404);
  });

  it('give a picture up, again and again', async () => {
    const { avatarUrl } = (await me('put', 'avatar', { image: PICTURE })).body;
    expect([(await me('delete', 'avatar')).status, (await me('delete', 'avatar')).status]).toEqual([204, 204]);
    expect((await send(service, { path: avatarUrl })).status).toBe(404);
    expect((await me('get', 'profile')).body.avatarUrl).toBeNull();
  });

  it.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').toString('base64')],
    ['HTML', Buffer.from('<script>alert(1)</script>').toString('base64')],
    ['nothing', ''],
    ['text that is no base64', 'a picture!'],
    ['a byte too many', Buffer.concat([Buffer.from(PICTURE, 'base64'), Buffer.alloc(262_145)]).toString('base64')],
  ])('take no %s for a picture', async (_what, image) =>
    expect(await me('put', 'avatar', { image })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/image' }] },
    }),
  );

  it('are not changed by who impersonates the person', async () => {
    const authorization = await service.bearer({ sub: person.userId, act: { sub: newId(), name: 'Support' } });
    const call = { method: 'patch' as const, path: '/api/v1/me/profile', body: { fullName: 'Other' } };
    expect(await send(service, { ...call, headers: { authorization } })).toMatchObject({
      status: 403,
      body: { code: 'impersonation_denied' },
    });
  });
});
