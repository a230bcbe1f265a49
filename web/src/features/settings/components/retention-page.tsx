import { Button, NumberInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useCan, useWhyNot } from '../../../shared/api/capabilities.js';
import type { RetentionResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { type RetentionDays, useRetention, useRetentionPreview, useSetRetention } from '../api/retention.js';
import { daysOf, heldWords, removalWords } from '../model/retention-words.js';
import classes from './cells.module.css';

const PAUSE_MS = 300;
const MAX_DAYS = 3_650;

/** How long artifacts and logs of runs are kept, with what would go at once. */
export function RetentionPage() {
  return (
    <Page width="form">
      <PageHeader title="Retention" />
      <p className={classes.note}>
        Runs, their nodes and their evidence are kept for ever. What takes room can go some days after the end of its
        run: the content of artifacts, and the lines of logs. What was deployed stays, because a release can be gone
        back to at any time.
      </p>
      <QueryView query={useRetention(useOrg())}>
        {(retention) => <RetentionForm key={retention.updatedAt} retention={retention} />}
      </QueryView>
    </Page>
  );
}

function RetentionForm({ retention }: { retention: RetentionResponse }) {
  const org = useOrg();
  const save = useSetRetention();
  const [isAllowed, whyNot] = [useCan('artifacts.manage'), useWhyNot('artifacts.manage')];
  const form = useForm<{ artifactDays: string | number; logDays: string | number }>({
    initialValues: { artifactDays: retention.artifactDays ?? '', logDays: retention.logDays ?? '' },
  });
  const days = { artifactDays: daysOf(form.values.artifactDays), logDays: daysOf(form.values.logDays) };
  const submit = form.onSubmit(() =>
    save.mutate({ path: { org }, body: days }, { onError: (error) => form.setErrors(fieldErrors(error)) }),
  );
  const field = { min: 1, max: MAX_DAYS, allowDecimal: false, suffix: ' days', readOnly: !isAllowed };
  return (
    <form onSubmit={submit} className={classes.narrow}>
      <Stack>
        {save.error && <ProblemView error={save.error} />}
        <NumberInput
          label="Artifacts"
          description="Empty: for ever"
          placeholder="For ever"
          {...field}
          {...form.getInputProps('artifactDays')}
        />
        <NumberInput
          label="Logs of nodes"
          description="Empty: for ever"
          placeholder="For ever"
          {...field}
          {...form.getInputProps('logDays')}
        />
        <Preview days={days} />
        {isAllowed ? (
          <div>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </div>
        ) : (
          <Text size="sm" c="dimmed">
            {whyNot}
          </Text>
        )}
      </Stack>
    </form>
  );
}

/** What saving would remove, while the days are typed. */
function Preview({ days }: { days: RetentionDays }) {
  const [shown] = useDebouncedValue(`${days.artifactDays ?? ''}/${days.logDays ?? ''}`, PAUSE_MS);
  const [artifactDays = '', logDays = ''] = shown.split('/');
  const typed = { artifactDays: daysOf(artifactDays), logDays: daysOf(logDays) };
  const preview = useRetentionPreview(useOrg(), typed);
  if (typed.artifactDays === null && typed.logDays === null) return null;
  return (
    <div role="status">
      <QueryView query={preview}>
        {(found) => (
          <Text size="sm">
            {removalWords(found)} {heldWords(found)} Nothing of it can be had back.
          </Text>
        )}
      </QueryView>
    </div>
  );
}
