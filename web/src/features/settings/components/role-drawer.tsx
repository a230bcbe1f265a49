import { Button, Drawer, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCan } from '../../../shared/api/capabilities.js';
import type { MemberPermission, RoleBase, RoleResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useDeleteRole, useUpdateRole } from '../api/roles.js';
import { PermissionPicker } from './permission-picker.js';
import { RankSelect } from './rank-select.js';
import classes from './role-drawer.module.css';
import { useFocusBack } from '../../../shared/lib/use-focus-back.js';

type Props = { role: RoleResponse; roles: readonly RoleResponse[]; onCopy: () => void; onClose: () => void };

/** One role: what it allows under headings, how that differs from its preset, and where it is used. */
export function RoleDrawer({ role, roles, onCopy, onClose }: Props) {
  useFocusBack();
  const [isDeleting, setDeleting] = useState(false);
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={role.name}>
      <p className={classes.facts}>
        {role.isBuiltIn
          ? 'This role comes with the product and stays as it is. Copy it to change it.'
          : `Ranks as ${roles.find(({ key }) => key === role.basedOn)?.name ?? role.basedOn}.`}{' '}
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
      <RoleForm role={role} roles={roles} />
      {isDeleting && <DeleteRole role={role} onClose={() => setDeleting(false)} onDeleted={onClose} />}
    </Drawer>
  );
}

function usedBy(role: RoleResponse): string {
  const { memberCount, memberNames, serviceAccountCount, invitationCount, environmentCount } = role;
  const rest = memberCount - memberNames.length;
  const people =
    memberCount === 0 ? 'Nobody has it' : `Held by ${memberNames.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const more = [
    serviceAccountCount > 0
      ? `and by ${serviceAccountCount} service account${serviceAccountCount === 1 ? '' : 's'}`
      : '',
    invitationCount > 0 ? `offered in ${invitationCount} open invitation${invitationCount === 1 ? '' : 's'}` : '',
    environmentCount > 0
      ? `named in the grants of ${environmentCount} environment${environmentCount === 1 ? '' : 's'}`
      : '',
  ];
  return `${[people, ...more].filter((part) => part !== '').join('; ')}.`;
}

function RoleForm({ role, roles }: Pick<Props, 'role' | 'roles'>) {
  const org = useOrg();
  const update = useUpdateRole();
  const isEditable = useCan('roles.manage') && !role.isBuiltIn;
  const { name, description, basedOn, permissions } = role;
  const [draft, setDraft] = useState({ name, description, basedOn, permissions });
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const isDirty =
    draft.name !== role.name ||
    draft.description !== role.description ||
    draft.basedOn !== role.basedOn ||
    draft.permissions.toSorted().join() !== role.permissions.toSorted().join();
  const save = () =>
    update.mutate({
      path: { org, roleKey: role.key },
      body: { ...draft, basedOn: draft.basedOn as RoleBase, permissions: draft.permissions as MemberPermission[] },
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
          <RankSelect
            value={draft.basedOn}
            onChange={(event) => change({ basedOn: event.currentTarget.value as RoleBase })}
          />
        </>
      )}
      <PermissionPicker
        held={draft.permissions}
        base={roles.find(({ key }) => key === draft.basedOn)?.permissions ?? []}
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
