import type { RolePresetKey, RolePresetResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { useAddRolePreset, useRolePresets } from '../api/roles.js';
import classes from './role-presets.module.css';

/** Sets of roles in the words of other systems. */
export function RolePresets() {
  return (
    <QueryView query={useRolePresets(useOrg())}>
      {({ items }) => (
        <ul className={classes.presets}>
          {items.map((preset) => (
            <Preset key={preset.key} preset={preset} />
          ))}
        </ul>
      )}
    </QueryView>
  );
}

function Preset({ preset }: { preset: RolePresetResponse }) {
  const org = useOrg();
  const add = useAddRolePreset();
  const missing = preset.roles.filter(({ isAdded }) => !isAdded);
  return (
    <li className={classes.preset}>
      <div>
        <p className={classes.title}>{preset.title}</p>
        <p className={classes.words}>{preset.description}</p>
        <p className={classes.words}>{rolesInWords(preset)}</p>
      </div>
      {missing.length > 0 ? (
        <PermittedButton
          permission="roles.manage"
          variant="default"
          size="compact-sm"
          loading={add.isPending}
          onClick={() => add.mutate({ path: { org }, body: { preset: preset.key as RolePresetKey } })}
        >
          Add {missing.length === 1 ? missing[0]?.name : `${missing.length} roles`}
        </PermittedButton>
      ) : (
        <span className={classes.words}>all there</span>
      )}
    </li>
  );
}

function rolesInWords({ roles, sameAs }: RolePresetResponse): string {
  const added = roles.map(({ name }) => name);
  return [
    added.length > 0 ? `Adds ${added.join(', ')}.` : '',
    sameAs.length > 0 ? `As presets: ${sameAs.join(', ')}.` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
