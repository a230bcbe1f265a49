import { Injectable } from '@nestjs/common';
import { Audit, mayIn, type Principal, type Tx } from '@throughline/platform';
import { Authority } from '../accounts/authority.js';
import { type Acting, ActingMembers } from '../members/acting-members.js';
import { isAbove } from '../roles/role-authority.js';
import { ServiceAccountAuthority } from '../service-accounts/service-account-authority.js';
import { changeOf, MAX_SPECIAL_ENVIRONMENTS, type RulesChange } from './grant-rules.js';
import { type Grantee, GrantSubjects } from './grant-subjects.js';
import type { EnvironmentGrantsResponse, SetEnvironmentGrantsRequest } from './grants.dto.js';
import { refuse } from './grants.errors.js';
import { GrantsQueries } from './grants.queries.js';
import { GrantsRepository, type KnownEnvironment } from './grants.repository.js';

/** What single environments grant and withhold. */
@Injectable()
export class GrantsService {
  constructor(
    private readonly acting: ActingMembers,
    private readonly grants: GrantsRepository,
    private readonly queries: GrantsQueries,
    private readonly subjects: GrantSubjects,
    private readonly authority: Authority,
    private readonly audit: Audit,
    private readonly serviceAccounts: ServiceAccountAuthority,
  ) {}

  /** Sets all of an environment's rules at once; the same again changes nothing. */
  set(
    orgId: string,
    principal: Principal,
    environmentId: string,
    request: SetEnvironmentGrantsRequest,
  ): Promise<EnvironmentGrantsResponse> {
    return this.acting.run(orgId, principal, 'roles.manage', async (tx, actor) => {
      const environment = await this.grants.environment(tx, environmentId);
      if (!environment) throw refuse('not_found');
      const [before, grantees] = [
        await this.rulesOf(tx, environmentId),
        await this.subjects.resolve(tx, request.grants),
      ];
      const restricted = [...new Set(request.restricted)];
      const grants = new Map(grantees.map(({ key, allow, deny }) => [key, { allow, deny }]));
      const after = { restricted, grants };
      const change = changeOf(before, after);
      if (change.permissions.length > 0) {
        demandAuthority(actor, environment, change);
        demandRank(actor, change, [...grantees, ...before.grantees]);
        await this.demandRoom(tx, environmentId, restricted.length + grantees.length);
        await this.grants.replace(tx, environmentId, { restricted, grants: grantees });
        await this.announce(tx, environment, { before, after, change });
      }
      return this.queries.view(tx, environment);
    });
  }

  private async rulesOf(tx: Tx, environmentId: string): Promise<Rules & { grantees: Ranked[] }> {
    const restrictions = await this.grants.restrictions(tx, environmentId);
    const rows = await this.grants.grants(tx, environmentId);
    const grantees = rows.map((row) => ({ key: row.user_id ?? row.role_key ?? '', rank: row.rank }));
    const grants = rows.map((row, i) => [grantees[i]?.key ?? '', { allow: row.allow, deny: row.deny }] as const);
    return { restricted: restrictions.map((one) => one.permission), grants: new Map(grants), grantees };
  }

  private async demandRoom(tx: Tx, environmentId: string, rules: number): Promise<void> {
    if (rules > 0 && (await this.grants.countSpecial(tx, environmentId)) >= MAX_SPECIAL_ENVIRONMENTS) {
      throw refuse('grants_too_many');
    }
  }

  /** Everybody concerned is told in one statement, however many they are. */
  private async announce(
    tx: Tx,
    environment: KnownEnvironment,
    { before, after, change }: { before: Rules; after: Rules; change: RulesChange },
  ): Promise<void> {
    const [userIds, roleKeys] = [change.subjects.filter(isUserId), change.subjects.filter((key) => !isUserId(key))];
    const concerned = await this.grants.concerned(tx, { all: change.concernsAll, roleKeys, userIds });
    await this.authority.changedForAll(tx, concerned);
    await this.serviceAccounts.changedForRoles(tx, { all: change.concernsAll, roleKeys });
    await this.audit.record(tx, {
      action: 'environment_grants.changed',
      resourceKind: 'environment',
      resourceId: environment.id,
      resourceName: environment.name,
      before: told(before),
      after: told(after),
    });
  }
}

type Rules = Parameters<typeof changeOf>[0];
type Ranked = Pick<Grantee, 'key' | 'rank'>;

/** Whoever could grant, withhold or restrict what they may not do there themselves could let themselves in. */
function demandAuthority(actor: Acting, environment: KnownEnvironment, change: RulesChange): void {
  const lacking = change.permissions.filter((permission) => !mayIn(actor.principal, permission, environment.id));
  if (lacking.length === 0) return;
  throw refuse('grant_beyond_own', `You do not hold ${lacking.join(', ')} in ${environment.name} yourself.`);
}

function demandRank(actor: Acting, change: RulesChange, grantees: readonly Ranked[]): void {
  const concerned = grantees.filter(({ key }) => change.subjects.includes(key));
  if (concerned.some(({ rank }) => isAbove(rank, actor.rank))) throw refuse('above_own_role');
}

/** Role keys have no digits in front and no such form. */
const isUserId = (key: string): boolean => /^[0-9a-f]{8}-/.test(key);

const told = ({ restricted, grants }: Rules) => ({
  restricted: [...restricted].sort(),
  grants: [...grants].map(([subject, { allow, deny }]) => ({ subject, allow, deny })),
});
