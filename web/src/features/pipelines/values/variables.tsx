import { useState } from 'react';
import type { VariableResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import type { Column } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { useVariables } from '../api/values.js';
import type { NamedValue } from '../model/named-value.js';
import { DeleteVariable } from './delete-value.js';
import { SetVariable } from './set-variable.js';
import { ValueActions } from './value-actions.js';
import { type ListProps, ValueList } from './value-list.js';
import { VariableHistory } from './variable-history.js';
import classes from './values.module.css';

type Open = { dialog: 'set' | 'history' | 'delete'; variable: VariableResponse };

const valueOf = (value: NamedValue): string => ('value' in value ? value.value : '');
const VALUE: Column<NamedValue> = {
  key: 'value',
  header: 'Value',
  cell: (value) => (
    <span className={classes.value} title={valueOf(value)}>
      {valueOf(value) || <span className={classes.faint}>empty</span>}
    </span>
  ),
};
const EMPTY = (
  <EmptyState title="No variable yet">
    A pipeline file refers to a variable as <code>{'${{ vars.REGION }}'}</code>, and a condition as{' '}
    <code>vars.REGION</code>. A run keeps the value that was there when it was made.
  </EmptyState>
);

/** Names and texts that everybody sees. */
export function Variables(props: ListProps) {
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const actions = (value: NamedValue) => {
    if (!('value' in value)) return null;
    const opens = (dialog: Open['dialog']) => () => setOpen({ dialog, variable: value });
    const more = [
      { label: 'New value', onClick: opens('set') },
      { label: 'Earlier values', onClick: opens('history'), isRead: true },
      { label: 'Delete', onClick: opens('delete'), isDangerous: true },
    ];
    return <ValueActions value={value} onSet={opens('set')} more={more} />;
  };
  const query = useVariables(useOrg(), props.of);
  return (
    <>
      <ValueList {...props} label="Variables" query={query} own={[VALUE]} empty={EMPTY} actions={actions} />
      {open?.dialog === 'set' && <SetVariable variable={open.variable} onClose={close} />}
      {open?.dialog === 'history' && <VariableHistory variable={open.variable} onClose={close} />}
      {open?.dialog === 'delete' && <DeleteVariable value={open.variable} onClose={close} />}
    </>
  );
}
