import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { MemberResponse, RoleResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { useRemoveMember, useTransferOwnership } from '../api/people.js';

export function RemoveDialog({ member, onClose }: { member: MemberResponse; onClose: () => void }) {
  const org = useOrg();
  const remove = useRemoveMember();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { org, userId: member.userId } }, { onSuccess: onClose })}
      title={`Remove ${member.fullName}?`}
      confirmLabel="Remove member"
      notUndone={[
        'Votes they have cast keep counting',
        'Runs they have started keep running',
        'What environments granted them is gone',
        'To come back they need a new invitation',
      ]}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
    >
      They lose access to this organization at once. Their name stays in the audit log.
    </ConfirmDialog>
  );
}

type TransferProps = { member: MemberResponse; roles: readonly RoleResponse[]; onClose: () => void };

/** Hands ownership over, or shares it. */
export function TransferDialog({ member, roles, onClose }: TransferProps) {
  const org = useOrg();
  const transfer = useTransferOwnership();
  const [ownRole, setOwnRole] = useState('admin');
  const isShared = ownRole === 'owner';
  const options = roles.map(({ key, name }) => ({
    value: key,
    label: key === 'owner' ? 'Owner: we share it' : name,
  }));
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() =>
        transfer.mutate({ path: { org }, body: { userId: member.userId, ownRole } }, { onSuccess: onClose })
      }
      title={`Make ${member.fullName} an owner?`}
      confirmLabel={isShared ? 'Share ownership' : 'Hand over ownership'}
      notUndone={isShared ? [] : ['Only the new owner can make you an owner again']}
      isDangerous={!isShared}
      isPending={transfer.isPending}
      error={transfer.error}
    >
      <p>An owner can do everything, the plan, its payment and the end of the organization included.</p>
      <NativeSelect
        label="What you are from then on"
        data={options}
        value={ownRole}
        onChange={(event) => setOwnRole(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
