import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import { useCan, useWhyNot } from '../../../shared/api/capabilities.js';
import type { EnvironmentGrantsResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useSetEnvironmentGrants } from '../api/roles.js';
import { draftOf, requestOf } from '../model/grants-draft.js';
import { GrantRules } from './grant-rules.js';
import { useSubjects } from './use-subjects.js';
import classes from './grants.module.css';
import { useFocusBack } from '../../../shared/lib/use-focus-back.js';

type Props = { environment: EnvironmentGrantsResponse; onClose: () => void };

/** All rules of one environment, permission by permission; saved at once. */
export function GrantsDrawer({ environment, onClose }: Props) {
  useFocusBack();
  const org = useOrg();
  const set = useSetEnvironmentGrants();
  const subjects = useSubjects(environment);
  const [isManager, whyNot] = [useCan('roles.manage'), useWhyNot('roles.manage')];
  const [draft, setDraft] = useState(() => draftOf(environment));
  const { environmentId, name, who } = environment;
  const isDirty = JSON.stringify(requestOf(draft)) !== JSON.stringify(requestOf(draftOf(environment)));
  const save = () => set.mutate({ path: { org, environmentId }, body: requestOf(draft) }, { onSuccess: onClose });
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={`Who may do what in ${name}`}>
      <p className={classes.note}>
        {isManager ? 'Without a rule it is as the role says. Owners may do everything everywhere.' : whyNot}
      </p>
      {who.map(({ permission }) => (
        <GrantRules
          key={permission}
          permission={permission}
          draft={draft}
          subjects={subjects}
          isEditable={isManager}
          onChange={setDraft}
        />
      ))}
      {set.error && <ProblemView error={set.error} />}
      {isManager && (
        <div className={classes.save}>
          <Button disabled={!isDirty} loading={set.isPending} onClick={save}>
            Save grants
          </Button>
          {isDirty && <span className={classes.class}>Takes effect within seconds.</span>}
        </div>
      )}
    </Drawer>
  );
}
