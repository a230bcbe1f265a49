import { useState } from 'react';
import type { PipelineSecretResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { useSecrets } from '../api/values.js';
import type { NamedValue } from '../model/named-value.js';
import { DeleteSecret } from './delete-value.js';
import { RestrictSecret } from './restrict-secret.js';
import { SetSecret } from './set-secret.js';
import { ValueActions } from './value-actions.js';
import { type ListProps, ValueList } from './value-list.js';

type Open = { dialog: 'set' | 'projects' | 'delete'; secret: PipelineSecretResponse };

const EMPTY = (
  <EmptyState title="No secret yet">
    A step names the secrets that it needs, <code>secrets: [REGISTRY_TOKEN]</code>, and finds each in a variable of that
    name. Its log shows *** instead.
  </EmptyState>
);

/** What steps need and nobody may see: names and versions, never a value. */
export function Secrets(props: ListProps) {
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const actions = (value: NamedValue) => {
    if (!('projectIds' in value)) return null;
    const opens = (dialog: Open['dialog']) => () => setOpen({ dialog, secret: value });
    const more = [
      { label: 'New value', onClick: opens('set') },
      ...(value.level === 'organization' ? [{ label: 'Which projects have it', onClick: opens('projects') }] : []),
      { label: 'Delete', onClick: opens('delete'), isDangerous: true },
    ];
    return <ValueActions value={value} onSet={opens('set')} more={more} />;
  };
  const query = useSecrets(useOrg(), props.of);
  return (
    <>
      <ValueList {...props} label="Secrets" query={query} empty={EMPTY} actions={actions} />
      {open?.dialog === 'set' && <SetSecret secret={open.secret} onClose={close} />}
      {open?.dialog === 'projects' && <RestrictSecret secret={open.secret} projects={props.projects} onClose={close} />}
      {open?.dialog === 'delete' && <DeleteSecret value={open.secret} onClose={close} />}
    </>
  );
}
