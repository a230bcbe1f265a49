import type { InternalTokenClaims } from '@throughline/contracts';
import { type FurnishedService, memberClaims, operationsOf } from '@throughline/testing';
import { accountCommands } from './account-commands-fixture.js';
import { consoleCommands } from './console-commands-fixture.js';
import { document } from './contract.js';
import { furtherFields } from './further-fields.js';
import { createOrganization, startIdentity, type Tenant } from './identity-world.js';
import { keyCommands } from './key-commands-fixture.js';
import { organizationCommands } from './organization-commands-fixture.js';

/** What some commands need to succeed, each under its operation id. */
export interface CommandsPart {
  bodies: Record<string, object>;
  /** Where not any of the organization will do. */
  paramsOf?: Record<string, Record<string, string>>;
  /** Who calls it, where that is not the owner or, in the console, `admin`. */
  callers?: Record<string, Partial<InternalTokenClaims>>;
  params?: Record<string, string>;
  /** The caller of the console's commands. */
  admin?: Partial<InternalTokenClaims>;
}

export interface FurnishedIdentity extends FurnishedService {
  tenant: Tenant;
  /** Where an operation is to be tried on another thing than the others. */
  paramsOf: Record<string, Record<string, string>>;
  /** The bodies with every further field that the operation takes, and bodies for what needs an authenticator. */
  wholeBodies: Record<string, object>;
}

const CONSOLE = new Set(
  operationsOf(document).flatMap(({ id, permission }) => (permission === 'platform_admin' ? [id] : [])),
);

/** An organization in which every command of the contract succeeds once, posts first, deletions last. */
export async function furnishIdentity(): Promise<FurnishedIdentity> {
  const service = await startIdentity();
  const tenant = await createOrganization(service);
  const parts: CommandsPart[] = [];
  for (const part of [accountCommands, organizationCommands, keyCommands, consoleCommands]) {
    parts.push(await part(service, tenant));
  }
  const merged = <K extends 'bodies' | 'paramsOf' | 'callers' | 'params'>(name: K): NonNullable<CommandsPart[K]> =>
    Object.assign({}, ...parts.map((part) => part[name])) as NonNullable<CommandsPart[K]>;
  const callers = merged('callers');
  const owner = memberClaims(tenant.id, 'owner', tenant.owner.userId);
  const admin = parts.find((part) => part.admin)?.admin ?? owner;
  const bodies = merged('bodies');
  return {
    service,
    schema: 'identity',
    tenant,
    orgId: tenant.id,
    params: merged('params'),
    paramsOf: merged('paramsOf'),
    bodies,
    wholeBodies: withFields(bodies, furtherFields(tenant)),
    claims: (id) => callers[id] ?? (CONSOLE.has(id) ? admin : owner),
    close: () => service.close(),
  };
}

function withFields(bodies: Record<string, object>, fields: Record<string, object>): Record<string, object> {
  const ids = [...new Set([...Object.keys(bodies), ...Object.keys(fields)])];
  return Object.fromEntries(ids.map((id) => [id, { ...bodies[id], ...fields[id] }]));
}
