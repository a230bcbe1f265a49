import type { EnvironmentGrantsResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useMembers } from '../api/people.js';
import { useRoles } from '../api/roles.js';
import type { SubjectKey } from '../model/grants-draft.js';

export type Subject = { key: SubjectKey; name: string };

/** Everybody a rule can be about: all roles but the owners', and the members who are none. */
export function useSubjects(environment: EnvironmentGrantsResponse): { roles: Subject[]; members: Subject[] } {
  const org = useOrg();
  const roles = useRoles(org).data?.items ?? [];
  const members = useMembers(org).data?.items ?? [];
  const known = members
    .filter(({ basedOn }) => basedOn !== 'owner')
    .map(({ userId, fullName }) => ({ userId, fullName }));
  // Somebody with a rule may be beyond the first page of members.
  const named = environment.grants.flatMap(({ userId, userName }) =>
    userId === null || known.some((one) => one.userId === userId) ? [] : [{ userId, fullName: userName ?? userId }],
  );
  return {
    roles: roles.filter(({ key }) => key !== 'owner').map(({ key, name }) => ({ key: `role:${key}`, name })),
    members: [...known, ...named].map(({ userId, fullName }) => ({ key: `member:${userId}`, name: fullName })),
  };
}
