import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { useCan } from '../../../shared/api/capabilities.js';
import { type NamedValue, permissionOf } from '../model/named-value.js';
import classes from './values.module.css';

type Action = { label: string; onClick: () => void; isDangerous?: boolean; isRead?: boolean };
type Props = { value: NamedValue; onSet: () => void; more: readonly Action[] };

/** What can be done with a value, by whoever may change those of its level. */
export function ValueActions({ value, onSet, more }: Props) {
  const permission = permissionOf(value.level);
  const isAllowed = useCan(permission);
  return (
    <span className={classes.actions}>
      <PermittedButton
        permission={permission}
        variant="subtle"
        color="gray"
        size="compact-sm"
        onClick={onSet}
        className={classes.wide}
        aria-label={`New value of ${value.name}`}
      >
        New value
      </PermittedButton>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`More of ${value.name}`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {more.map(({ label, onClick, isDangerous, isRead }) => (
            <Menu.Item
              key={label}
              onClick={onClick}
              disabled={!isAllowed && isRead !== true}
              className={isDangerous ? classes.danger : undefined}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
