import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCanIn } from '../../../shared/api/capabilities.js';
import type { ConfigResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { configOptions, usePutConfig } from '../api/delivery.js';
import { draftFrom, draftProblem, requestFrom, type Draft } from '../model/config-draft.js';
import classes from './config-editor.module.css';
import { EntryRows } from './entry-rows.js';
import { SecretRows } from './secret-rows.js';

type Props = { serviceId: string; environmentId: string };

/** Variables and secrets of one service in one environment. */
export function ConfigEditor({ serviceId, environmentId }: Props) {
  const query = useQuery(configOptions(useOrg(), serviceId, environmentId));
  return (
    <QueryView query={query}>
      {(config) => <Editor key={`${environmentId}:${config.version}`} config={config} />}
    </QueryView>
  );
}

function Editor({ config }: { config: ConfigResponse }) {
  const { serviceId, environmentId } = config;
  const org = useOrg();
  const isAllowed = useCanIn('config.manage', config.environmentId);
  const put = usePutConfig();
  const [draft, setDraft] = useState<Draft>(() => draftFrom(config));
  const [isTouched, setTouched] = useState(false);
  const change = (part: Partial<Draft>) => {
    setTouched(true);
    setDraft((previous) => ({ ...previous, ...part }));
  };
  const problem = isTouched ? draftProblem(draft) : undefined;
  const save = () => put.mutate({ path: { org, serviceId, environmentId }, body: requestFrom(draft) });
  return (
    <div className={classes.editor}>
      <h3 className={classes.title}>Variables</h3>
      <EntryRows
        what="variable"
        entries={draft.variables}
        isReadOnly={!isAllowed}
        onChange={(variables) => change({ variables })}
      />
      <h3 className={classes.title}>Secrets</h3>
      <p className={classes.note}>Write-only: a value can be replaced or removed, and never read again, by anybody.</p>
      <SecretRows secrets={config.secrets} draft={draft} isReadOnly={!isAllowed} onChange={change} />
      {put.error && <ProblemView error={put.error} />}
      {isAllowed && (
        <Group gap="sm" mt="md">
          <Button onClick={save} loading={put.isPending} disabled={!isTouched || problem !== undefined}>
            Save configuration
          </Button>
          <span className={classes.note} role="status">
            {problem ?? (
              <>
                Version {config.version}
                {config.updatedAt && (
                  <>
                    , changed <RelativeTime at={config.updatedAt} />
                  </>
                )}
              </>
            )}
          </span>
        </Group>
      )}
    </div>
  );
}
