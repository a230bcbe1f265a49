import { Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useNow } from '../../../../shared/lib/use-now.js';
import { DataTable, type Column } from '../../../../shared/ui/data-table.js';
import { RelativeTime } from '../../../../shared/ui/relative-time.js';
import { StateMark } from '../../../../shared/ui/state-mark.js';
import { isLive, keyState, type KeyFacts } from '../../model/key-words.js';
import classes from '../cells.module.css';
import { KeyButton } from './key-button.js';

type Props<Key extends KeyFacts> = {
  label: string;
  keys: readonly Key[];
  /** What the key opens, in a column of its own. */
  opens: { header: string; cell: (key: Key) => ReactNode };
  /** Needed to change a key; none for one's own. */
  permission?: string;
  rotate: (key: Key, onClose: () => void) => ReactNode;
  revoke: (key: Key, onClose: () => void) => ReactNode;
};

type Open<Key> = { key: Key; dialog: 'rotate' | 'revoke' };

/** Keys with their state and last use. Rotation and revocation open a dialog that the caller fills. */
export function KeyTable<Key extends KeyFacts>({ label, keys, opens, permission, rotate, revoke }: Props<Key>) {
  const [open, setOpen] = useState<Open<Key>>();
  const close = () => setOpen(undefined);
  const columns: Column<Key>[] = [
    { key: 'name', header: 'Name', cell: (key) => <KeyName apiKey={key} /> },
    { key: 'state', header: 'State', width: '120px', cell: (key) => <KeyEnd apiKey={key} /> },
    { key: 'opens', header: opens.header, phone: 'hide', cell: opens.cell },
    { key: 'used', header: 'Last used', width: '170px', phone: 'hide', cell: (key) => <LastUse apiKey={key} /> },
    {
      key: 'change',
      header: 'Change',
      bare: true,
      align: 'end',
      width: '160px',
      cell: (key) =>
        isLive(key.state) && (
          <Group gap={0} justify="flex-end">
            <KeyButton permission={permission} onClick={() => setOpen({ key, dialog: 'rotate' })}>
              Rotate
            </KeyButton>
            <KeyButton permission={permission} onClick={() => setOpen({ key, dialog: 'revoke' })}>
              Revoke
            </KeyButton>
          </Group>
        ),
    },
  ];
  return (
    <>
      <DataTable label={label} columns={columns} rows={keys} rowKey={({ id }) => id} />
      {open && (open.dialog === 'rotate' ? rotate : revoke)(open.key, close)}
    </>
  );
}

function KeyName({ apiKey: { name, description, prefix, versions } }: { apiKey: KeyFacts }) {
  const now = useNow();
  const overlapping = versions.filter(({ endsAt }) => endsAt !== null && Date.parse(endsAt) > now);
  return (
    <span className={classes.two}>
      <span className={classes.strong}>{name}</span>
      {description && <span className={classes.dim}>{description}</span>}
      <span className={classes.code}>{prefix}…</span>
      {overlapping.map((version) => (
        <span key={version.version} className={classes.dim}>
          <span className={classes.code}>{version.prefix}…</span> too, until{' '}
          {version.endsAt && <RelativeTime at={version.endsAt} />}
        </span>
      ))}
    </span>
  );
}

function KeyEnd({ apiKey: { state, expiresAt } }: { apiKey: KeyFacts }) {
  return (
    <span className={classes.two}>
      <StateMark state={keyState(state)} />
      {isLive(state) && (
        <span className={classes.dim}>
          {expiresAt ? (
            <>
              ends <RelativeTime at={expiresAt} />
            </>
          ) : (
            'no end'
          )}
        </span>
      )}
    </span>
  );
}

function LastUse({ apiKey: { lastUsedAt, lastUsedIp, lastUsedBy } }: { apiKey: KeyFacts }) {
  if (!lastUsedAt) return <span className={classes.dim}>never</span>;
  return (
    <span className={classes.two}>
      <RelativeTime at={lastUsedAt} />
      <span className={classes.dim}>{[lastUsedBy, lastUsedIp].filter(Boolean).join(' · ')}</span>
    </span>
  );
}
