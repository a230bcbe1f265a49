import { type Permission, type Role, ROLE_PERMISSIONS, ROLES } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { breaches, type Route, ROUTES } from './contract.js';
import {
  addMember,
  createOrganization,
  type Person,
  send,
  sendAs,
  sendAsAdmin,
  startIdentity,
  type Tenant,
} from './identity-world.js';

const inOrganization = ROUTES.filter((route) => route.path.includes('{org}'));
const protectedRoutes = ROUTES.filter((route) => route.permission !== 'public');
const withBody = ROUTES.filter((route) => route.body && route.permission !== 'public');

const WRONG: Record<string, unknown> = { string: 7, boolean: 'yes', integer: 'x', array: {}, object: 'x' };

/** A list of any texts, of which `['x']` is one. */
const isTexts = ({ items }: { items?: { type?: string; enum?: string[] } }): boolean =>
  items?.type === 'string' && !items.enum;

/** Generated from openapi.json: whatever route is added, these hold of it. */
describe('every route', () => {
  let service: TestService;
  let mine: Tenant;
  let theirs: Tenant;
  const members = new Map<Role, Person>();
  beforeAll(async () => {
    service = await startIdentity();
    [mine, theirs] = [await createOrganization(service), await createOrganization(service)];
    for (const role of ROLES) members.set(role, await addMember(service, mine, role));
  });
  afterAll(() => service.close());

  const pathOf = (route: Route, org: string): string =>
    route.path.replace('{org}', org).replace(/\{\w+\}/g, () => newId());
  const callOf = (route: Route, org: string, body?: object) => ({
    method: route.method,
    path: pathOf(route, org),
    body,
  });
  const asOwner = () => ({ org: mine.id, role: 'owner' as const, userId: mine.owner.userId });

  /** As an owner or, at the console, as a platform admin. */
  const sendFor = (route: Route, call: Parameters<typeof send>[1]) =>
    route.permission === 'platform_admin' ? sendAsAdmin(service, mine.owner, call) : sendAs(service, asOwner(), call);

  it('is one of the two dozen', () => expect(ROUTES.length).toBeGreaterThanOrEqual(23));

  it.each(protectedRoutes)('$operationId wants somebody', async (route) => {
    const answer = await send(service, callOf(route, mine.id));
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(breaches(route.operationId, answer)).toEqual([]);
  });

  it.each(inOrganization)('$operationId answers for another organization as for none', async (route) => {
    const [other, none] = [
      await sendAs(service, asOwner(), callOf(route, theirs.id)),
      await sendAs(service, asOwner(), callOf(route, newId())),
    ];
    expect(other).toMatchObject({ status: 404, body: { code: 'not_found' } });
    const silent = { instance: '', traceId: '' };
    expect({ ...other.body, ...silent }).toEqual({ ...none.body, ...silent });
  });

  it.each(inOrganization.flatMap((route) => ROLES.map((role) => ({ role, ...route }))))(
    '$operationId as $role',
    async ({ role, ...route }) => {
      const allowed: readonly Permission[] = ROLE_PERMISSIONS[role];
      const answer = await sendAs(
        service,
        { org: mine.id, role, userId: members.get(role)?.userId },
        callOf(route, mine.id, route.body && { unknown: 1 }),
      );
      const code = allowed.includes(route.permission as Permission) ? undefined : 'permission_missing';
      expect(answer.body.code === 'permission_missing' ? answer.body.code : undefined).toBe(code);
      expect(answer.status).toBeLessThan(500);
      expect(breaches(route.operationId, answer)).toEqual([]);
    },
  );

  it.each(withBody.flatMap((route) => [[], 'text', 7, [{}]].map((sent) => ({ sent, ...route }))))(
    '$operationId refuses $sent for a body',
    async ({ sent, ...route }) => {
      const call = { ...callOf(route, mine.id, undefined), headers: { 'content-type': 'application/json' } };
      const answer = await sendFor(route as Route, { ...call, body: JSON.stringify(sent) as unknown as object });
      expect({ status: answer.status, breaches: breaches(route.operationId, answer) }).toEqual({
        status: 400,
        breaches: [],
      });
    },
  );

  it.each(
    withBody.flatMap((route) =>
      Object.entries(route.body?.properties ?? {}).flatMap(([field, schema]) =>
        [
          WRONG[schema.type ?? 'string'],
          null,
          isTexts(schema) ? [7] : ['x'],
          schema.type === 'object' ? 'x' : { a: 1 },
        ].map((value) => ({
          field,
          value,
          ...route,
        })),
      ),
    ),
  )('$operationId refuses $value for $field', async ({ field, value, ...route }) => {
    const answer = await sendFor(route as Route, callOf(route, mine.id, { [field]: value }));
    expect(answer.status).toBe(400);
    const pointers = answer.body.errors.map((error: { pointer: string }) => error.pointer.split('/')[1]);
    expect(pointers).toContain(field);
  });
});
