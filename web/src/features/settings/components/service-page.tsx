import { Button, Stack, Tabs, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useCan } from '../../../shared/api/capabilities.js';
import type { ServiceResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { Section } from '../../../shared/ui/section.js';
import { ShortId } from '../../../shared/ui/short-id.js';
import { useEnvironments, useUpdateService } from '../api/delivery.js';
import { formatCommand, parseCommand } from '../model/command.js';
import classes from './cells.module.css';
import { ConfigEditor } from './config-editor.js';

type Props = { service: ServiceResponse; environment: string | undefined; onEnvironment: (slug: string) => void };

/** One service: how it starts, and its configuration in the chosen environment. */
export function ServicePage({ service, environment, onEnvironment }: Props) {
  const org = useOrg();
  return (
    <Page>
      <PageHeader title={service.name} meta={<ShortId id={service.id} />} />
      <Section title="How it runs">
        <RunForm key={service.id} service={service} />
      </Section>
      <Section
        title="Configuration"
        description="A deployment freezes the configuration of its environment. A change here takes effect with the next deployment."
      >
        <QueryView
          query={useEnvironments(org)}
          isEmpty={({ items }) => items.length === 0}
          empty={<p className={classes.note}>Create an environment first.</p>}
        >
          {({ items }) => {
            const ordered = items.toSorted((a, b) => a.position - b.position);
            const current = ordered.find(({ slug }) => slug === environment) ?? ordered[0];
            return (
              <Tabs value={current?.slug ?? null} onChange={(slug) => slug && onEnvironment(slug)}>
                <Tabs.List mb="md">
                  {ordered.map(({ slug, name }) => (
                    <Tabs.Tab key={slug} value={slug}>
                      {name}
                    </Tabs.Tab>
                  ))}
                </Tabs.List>
                {ordered.map(({ id, slug }) => (
                  <Tabs.Panel key={slug} value={slug}>
                    <ConfigEditor serviceId={service.id} environmentId={id} />
                  </Tabs.Panel>
                ))}
              </Tabs>
            );
          }}
        </QueryView>
      </Section>
    </Page>
  );
}

function RunForm({ service }: { service: ServiceResponse }) {
  const org = useOrg();
  const isAllowed = useCan('services.manage');
  const update = useUpdateService();
  const form = useForm({
    initialValues: {
      name: service.name,
      command: formatCommand(service.run.command),
      healthPath: service.run.healthPath,
    },
  });
  const submit = form.onSubmit(({ name, command, healthPath }) =>
    update.mutate(
      { path: { org, serviceId: service.id }, body: { name, run: { command: parseCommand(command), healthPath } } },
      { onSuccess: () => form.resetDirty(), onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <form onSubmit={submit} className={classes.narrow}>
      <Stack>
        {update.error && <ProblemView error={update.error} />}
        <TextInput label="Name" required readOnly={!isAllowed} {...form.getInputProps('name')} />
        <TextInput
          label="Command"
          description="The port to listen on is in PORT"
          required
          readOnly={!isAllowed}
          {...form.getInputProps('command')}
        />
        <TextInput label="Health path" required readOnly={!isAllowed} {...form.getInputProps('healthPath')} />
        {isAllowed && (
          <div>
            <Button type="submit" variant="default" disabled={!form.isDirty()} loading={update.isPending}>
              Save
            </Button>
          </div>
        )}
      </Stack>
    </form>
  );
}
