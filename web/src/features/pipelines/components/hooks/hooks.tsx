import { useState } from 'react';
import type { HookTriggerSecretResponse } from '../../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { PermittedButton } from '../../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../../shared/ui/query-view.js';
import { Section } from '../../../../shared/ui/section.js';
import { useHooks } from '../../api/hooks.js';
import classes from '../schedules/schedules.module.css';
import { CreateHook } from './create-hook.js';
import { HookSecret } from './hook-secret.js';
import { HookTable } from './hook-table.js';

/** The addresses by which other systems start a pipeline. */
export function Hooks({ pipeline }: { pipeline: { id: string; name: string } }) {
  const [isCreating, setCreating] = useState(false);
  const [made, setMade] = useState<HookTriggerSecretResponse>();
  const add = (
    <PermittedButton
      permission="executions.start"
      variant="default"
      size="compact-sm"
      onClick={() => setCreating(true)}
    >
      Add a hook
    </PermittedButton>
  );
  const show = (secret: HookTriggerSecretResponse) => {
    setCreating(false);
    setMade(secret);
  };
  return (
    <Section title="Hooks" aside={add}>
      <QueryView
        query={useHooks(useOrg(), pipeline.id)}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className={classes.note}>No other system starts it by a signed call.</p>}
      >
        {({ items }) => <HookTable hooks={items} onSecret={show} />}
      </QueryView>
      {isCreating && <CreateHook pipeline={pipeline} onMade={show} onClose={() => setCreating(false)} />}
      {made && <HookSecret made={made} onClose={() => setMade(undefined)} />}
    </Section>
  );
}
