import { TextInput, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlus, IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useProjects } from '../api/queries.js';
import { organizationRows, type SwitcherOrganization } from '../model/organization-rows.js';
import classes from './org-choices.module.css';

const SEARCHABLE_FROM = 6;

type ProjectProps = { org: string; current: string | undefined; onDone: () => void };

export function ProjectChoices({ org, current, onDone }: ProjectProps) {
  const navigate = useNavigate();
  const choose = (project: string | undefined) => {
    onDone();
    void navigate({ to: '.', search: (previous) => ({ ...previous, project }) });
  };
  return (
    <section aria-label="Project">
      <p className={classes.label}>Project</p>
      <ul className={classes.list}>
        <Choice isCurrent={current === undefined} onChoose={() => choose(undefined)}>
          All projects
        </Choice>
        {useProjects(org).map(({ id, slug, name }) => (
          <Choice key={id} isCurrent={current === slug} onChoose={() => choose(slug)}>
            {name}
          </Choice>
        ))}
      </ul>
    </section>
  );
}

type OrganizationProps = { current: string; organizations: readonly SwitcherOrganization[]; onDone: () => void };

/** Those that one may enter, children under their parent; found by name where there are many. */
export function OrganizationChoices({ current, organizations, onDone }: OrganizationProps) {
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const rows = organizationRows(organizations, search);
  const open = (org: string) => {
    onDone();
    void navigate({ to: '/$org', params: { org }, search: {} });
  };
  return (
    <section aria-label="Organization" className={classes.section}>
      <p className={classes.label}>Organization</p>
      {organizations.length >= SEARCHABLE_FROM && (
        <TextInput
          size="xs"
          className={classes.search}
          aria-label="Find an organization"
          placeholder="Find an organization"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          data-autofocus
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && rows[0] && open(rows[0].slug)}
        />
      )}
      <ul className={classes.list}>
        {rows.map(({ organizationId, slug, name, isNested, roleName, isVisitor }) => (
          <Choice key={organizationId} isCurrent={slug === current} isNested={isNested} onChoose={() => open(slug)}>
            {name}
            <span className={classes.role}>{isVisitor ? `${roleName}, from above` : roleName}</span>
          </Choice>
        ))}
      </ul>
      {rows.length === 0 && <p className={classes.label}>None is called so.</p>}
      <UnstyledButton
        className={classes.choice}
        onClick={() => {
          onDone();
          void navigate({ to: '/welcome' });
        }}
      >
        <span>
          <IconPlus size={14} aria-hidden /> New organization
        </span>
      </UnstyledButton>
    </section>
  );
}

type ChoiceProps = { isCurrent: boolean; isNested?: boolean; onChoose: () => void; children: ReactNode };

function Choice({ isCurrent, isNested = false, onChoose, children }: ChoiceProps) {
  return (
    <li>
      <UnstyledButton
        className={classes.choice}
        data-nested={isNested || undefined}
        aria-current={isCurrent || undefined}
        onClick={onChoose}
      >
        <span className={classes.words}>{children}</span>
        {isCurrent && <IconCheck size={16} aria-hidden />}
      </UnstyledButton>
    </li>
  );
}
