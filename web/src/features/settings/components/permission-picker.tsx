import { Checkbox } from '@mantine/core';
import type { PermissionResponse } from '../../../shared/api/generated/types.gen.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { usePermissions } from '../api/roles.js';
import { sectionsOf, standing } from '../model/permission-groups.js';
import classes from './role-drawer.module.css';

type Props = {
  held: readonly string[];
  /** What the preset holds that the role ranks as. */
  base: readonly string[];
  isEditable: boolean;
  onChange: (permissions: string[]) => void;
};

const STANDING_WORDS = { added: '+ beyond the preset', removed: '− not as the preset' };
/** Every role has the first; the second stays with owners. */
const FIXED = ['org.read', 'org.own'];

/** All permissions under their headings; whatever differs from the preset is marked. */
export function PermissionPicker({ held, base, isEditable, onChange }: Props) {
  const toggle = (permission: string, isOn: boolean) =>
    onChange(isOn ? [...held, permission] : held.filter((one) => one !== permission));
  return (
    <QueryView query={usePermissions()}>
      {({ items }) =>
        sectionsOf(items).map(({ group, title, permissions }) => (
          <fieldset key={group} className={classes.group}>
            <legend>{title}</legend>
            <div className={classes.list}>
              {permissions.map((one) => (
                <Line
                  key={one.permission}
                  permission={one}
                  isOn={held.includes(one.permission)}
                  mark={standing(one.permission, held, base)}
                  isEditable={isEditable && !FIXED.includes(one.permission)}
                  onToggle={(isOn) => toggle(one.permission, isOn)}
                />
              ))}
            </div>
          </fieldset>
        ))
      }
    </QueryView>
  );
}

type LineProps = {
  permission: PermissionResponse;
  isOn: boolean;
  mark: 'added' | 'removed' | undefined;
  isEditable: boolean;
  onToggle: (isOn: boolean) => void;
};

function Line({ permission: { permission, title, perEnvironment }, isOn, mark, isEditable, onToggle }: LineProps) {
  return (
    <div className={classes.line}>
      <Checkbox
        size="xs"
        label={title}
        description={perEnvironment ? `${permission} · environments can grant more or less` : permission}
        checked={isOn}
        disabled={!isEditable}
        onChange={(event) => onToggle(event.currentTarget.checked)}
      />
      {mark && (
        <span className={classes.mark} data-standing={mark}>
          {STANDING_WORDS[mark]}
        </span>
      )}
    </div>
  );
}
