import { Button, Drawer, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCan } from '../../../shared/api/capabilities.js';
import type { MemberPermission, RoleResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useDeleteRole, useUpdateRole } from '../api/roles.js';
import { PermissionPicker } from './permission-picker.js';
import classes from './role-drawer.module.css';

type Props = { role: RoleResponse; roles: readonly RoleResponse[]; onCopy: () => void; onClose: () => void };

/** One role: what it allows under headings, how that differs from its preset, and where it is used. */
export function RoleDrawer({ role, roles, onCopy, onClose }: Props) {
  const [isDeleting, setDeleting] = useState(false);
  const base = roles.find(({ key }) => key === role.basedOn);
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={role.name}>
      <p className={classes.facts}>
        {role.isBuiltIn
          ? 'This role comes with the product and stays as it is. Copy it to change it.'
          : `Ranks as ${base?.name ?? role.basedOn}.`}{' '}
        {usedBy(role)}
      </p>
      <Group gap="xs" mb="md">
        <PermittedButton permission="roles.manage" variant="default" size="compact-sm" onClick={onCopy}>
          Copy to a new role
        </PermittedButton>
        {!role.isBuiltIn && (
          <PermittedButton
            permission="roles.manage"
            variant="subtle"
            color="red"
            size="compact-sm"
            onClick={() => setDeleting(true)}
          >
            Delete
          </PermittedButton>
        )}
      </Group>
      <RoleForm role={role} base={base?.permissions ?? []} />
      {isDeleting && <DeleteRole role={role} onClose={() => setDeleting(false)} onDeleted={onClose} />}
    </Drawer>
  );
}

function usedBy({ memberCount, memberNames, invitationCount, environmentCount }: RoleResponse): string {
  const rest = memberCount - memberNames.length;
  const people =
    memberCount === 0 ? 'Nobody has it' : `Held by ${memberNames.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const more = [
    invitationCount > 0 ? `offered in ${invitationCount} open invitation${invitationCount === 1 ? '' : 's'}` : '',
    environmentCount > 0
      ? `named in the grants of ${environmentCount} environment${environmentCount === 1 ? '' : 's'}`
      : '',
  ];
  return `${[people, ...more].filter((part) => part !== '').join('; ')}.`;
}

function RoleForm({ role, base }: { role: RoleResponse; base: readonly string[] }) {
  const org = useOrg();
  const update = useUpdateRole();
  const isEditable = useCan('roles.manage') && !role.isBuiltIn;
  const [draft, setDraft] = useState({ name: role.name, description: role.description, permissions: role.permissions });
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const isDirty =
    draft.name !== role.name ||
    draft.description !== role.description ||
    draft.permissions.toSorted().join() !== role.permissions.toSorted().join();
  const save = () =>
    update.mutate({
      path: { org, roleKey: role.key },
      body: { ...draft, permissions: draft.permissions as MemberPermission[] },
    });
  return (
    <div className={classes.form}>
      {isEditable && (
        <>
          <TextInput
            label="Name"
            value={draft.name}
            maxLength={60}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            label="What it is for"
            value={draft.description}
            maxLength={300}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
        </>
      )}
      <PermissionPicker
        held={draft.permissions}
        base={base}
        isEditable={isEditable}
        onChange={(permissions) => change({ permissions })}
      />
      {update.error && <ProblemView error={update.error} />}
      {isEditable && <SaveBar isDirty={isDirty} isPending={update.isPending} people={role.memberCount} onSave={save} />}
    </div>
  );
}

type SaveBarProps = { isDirty: boolean; isPending: boolean; people: number; onSave: () => void };

function SaveBar({ isDirty, isPending, people, onSave }: SaveBarProps) {
  return (
    <div className={classes.save}>
      <Button disabled={!isDirty} loading={isPending} onClick={onSave}>
        Save role
      </Button>
      {isDirty && people > 0 && (
        <span className={classes.effect}>
          Takes effect for {people === 1 ? 'one person' : `${people} people`} within seconds.
        </span>
      )}
    </div>
  );
}

function DeleteRole({ role, onClose, onDeleted }: { role: RoleResponse; onClose: () => void; onDeleted: () => void }) {
  const org = useOrg();
  const remove = useDeleteRole();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { org, roleKey: role.key } }, { onSuccess: onDeleted })}
      title={`Delete the role ${role.name}?`}
      confirmLabel="Delete role"
      notUndone={['What environments granted to it is gone']}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
    >
      A role that somebody has, or is invited to, cannot be deleted.
    </ConfirmDialog>
  );
}
