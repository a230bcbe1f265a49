import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useCan, useWhyNot } from '../../../shared/api/capabilities.js';
import type { OrganizationResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { ShortId } from '../../../shared/ui/short-id.js';
import { useFollowSlug, useOrganization, useUpdateOrganization } from '../api/organization.js';
import classes from './cells.module.css';
import { Children } from './children.js';

/** The organization itself: its name, its address, and the organizations below it. */
export function OrganizationPage() {
  const query = useOrganization(useOrg());
  return (
    <Page>
      <PageHeader title="Organization" meta={query.data && <ShortId id={query.data.id} />} />
      <QueryView query={query}>
        {(organization) => (
          <>
            <Section title="Name and address">
              <NameForm key={organization.slug + organization.name} organization={organization} />
              <FormerSlugs organization={organization} />
            </Section>
            {organization.parentId === null ? <Children /> : <Parent />}
          </>
        )}
      </QueryView>
    </Page>
  );
}

function NameForm({ organization }: { organization: OrganizationResponse }) {
  const org = useOrg();
  const update = useUpdateOrganization();
  const follow = useFollowSlug();
  const [isAllowed, whyNot] = [useCan('org.manage'), useWhyNot('org.manage')];
  const form = useForm({ initialValues: { name: organization.name, slug: organization.slug } });
  const isNewSlug = form.values.slug !== organization.slug;
  const submit = form.onSubmit(({ name, slug }) =>
    update.mutate(
      { path: { org }, body: { name, ...(isNewSlug && { slug }) } },
      {
        onSuccess: (changed) => changed.slug !== org && follow(changed.slug),
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  );
  return (
    <form onSubmit={submit} className={classes.narrow}>
      <Stack>
        {update.error && <ProblemView error={update.error} />}
        <TextInput label="Name" required maxLength={100} readOnly={!isAllowed} {...form.getInputProps('name')} />
        <TextInput
          label="Address"
          description={
            isNewSlug
              ? `Links with “${organization.slug}” go on leading here for 90 days, and nobody else can take it until then.`
              : `${window.location.origin}/${form.values.slug}`
          }
          required
          maxLength={63}
          readOnly={!isAllowed}
          {...form.getInputProps('slug')}
        />
        {isAllowed ? (
          <div>
            <Button type="submit" variant="default" disabled={!form.isDirty()} loading={update.isPending}>
              Save
            </Button>
          </div>
        ) : (
          <p className={classes.note}>{whyNot}</p>
        )}
      </Stack>
    </form>
  );
}

function FormerSlugs({ organization: { formerSlugs } }: { organization: OrganizationResponse }) {
  if (formerSlugs.length === 0) return null;
  return (
    <p className={`${classes.note} ${classes.after}`}>
      Former addresses that lead here:{' '}
      {formerSlugs.map(({ slug, heldUntil }, i) => (
        <span key={slug}>
          {i > 0 && ', '}
          <span className={classes.code}>{slug}</span> (ends <RelativeTime at={heldUntil} />)
        </span>
      ))}
    </p>
  );
}

function Parent() {
  return (
    <Section title="Part of another organization">
      <p className={classes.note}>
        The owners and admins of the organization above can enter this one, and it has that organization’s plan. It
        cannot have organizations of its own.
      </p>
    </Section>
  );
}
