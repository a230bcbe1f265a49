import { IconLock } from '@tabler/icons-react';
import type { EnvironmentGrantsResponse, WhoMayResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { usePermissions, useRoles } from '../api/roles.js';
import classes from './grants.module.css';

type Props = { environments: readonly EnvironmentGrantsResponse[]; onOpen: (slug: string) => void };

/** Environments × what is granted per environment; a cell says who. On a phone, one card for each environment. */
export function GrantsMatrix({ environments, onOpen }: Props) {
  const titleOf = usePermissionTitles();
  const first = environments[0]?.who ?? [];
  return (
    <div className={classes.frame}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">Environment</th>
            {first.map(({ permission }) => (
              <th key={permission} scope="col">
                {titleOf(permission)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {environments.map((environment) => (
            <tr key={environment.environmentId}>
              <th scope="row">
                <button type="button" className={classes.name} onClick={() => onOpen(environment.slug)}>
                  {environment.name}
                </button>
                {environment.class && <span className={classes.class}>{environment.class}</span>}
              </th>
              {environment.who.map((who) => (
                <td key={who.permission} data-title={titleOf(who.permission)}>
                  <Cell who={who} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ who }: { who: WhoMayResponse }) {
  const roles = useRoles(useOrg()).data?.items ?? [];
  const names = who.roleKeys.map((key) => roles.find((role) => role.key === key)?.name ?? key);
  return (
    <span className={classes.cell}>
      <span>
        {who.isRestricted && <IconLock size={12} className={classes.lock} aria-label="Restricted to" />}
        {names.join(', ')}
      </span>
      {who.alsoMembers.length > 0 && <span className={classes.also}>+ {namesOf(who.alsoMembers)}</span>}
      {who.exceptMembers.length > 0 && <span className={classes.except}>not {namesOf(who.exceptMembers)}</span>}
    </span>
  );
}

const namesOf = (members: readonly { name: string }[]): string => members.map(({ name }) => name).join(', ');

/** The title of a permission, or its name until the catalogue is here. */
export function usePermissionTitles(): (permission: string) => string {
  const items = usePermissions().data?.items;
  return (permission) => items?.find((one) => one.permission === permission)?.title ?? permission;
}
