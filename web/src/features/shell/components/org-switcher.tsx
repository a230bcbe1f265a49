import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useMyOrganizations, useProjects } from '../api/queries.js';
import { organizationRows, type SwitcherOrganization } from '../model/organization-rows.js';
import classes from './rail.module.css';

const tick = <IconCheck size={16} aria-label="current" />;

/** Which organization, and which of its projects, the pages below are about. Both are in the URL. */
export function OrgSwitcher({ isNarrow }: { isNarrow: boolean }) {
  const org = useOrg();
  const organizations = useMyOrganizations();
  const current = organizations.find((membership) => membership.slug === org || membership.organizationId === org);
  const { project } = useSearch({ strict: false });
  const projectName = useProjects(org).find(({ slug }) => slug === project)?.name;
  const name = current?.name ?? org;
  return (
    <Menu position="bottom-start" width={252} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={classes.switcher}>
          <span className={classes.badge} aria-hidden>
            {name.slice(0, 1).toUpperCase()}
          </span>
          {isNarrow && <span className={classes.hidden}>{name}, switch organization or project</span>}
          {!isNarrow && (
            <>
              <span className={classes.two}>
                <span className={classes.strong}>{name}</span>
                <span className={classes.faint}>{projectName ?? 'All projects'}</span>
              </span>
              <IconSelector size={16} stroke={1.6} aria-hidden />
            </>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <ProjectItems org={org} current={project} />
        <Menu.Divider />
        <OrganizationItems current={org} organizations={organizations} />
      </Menu.Dropdown>
    </Menu>
  );
}

function ProjectItems({ org, current }: { org: string; current: string | undefined }) {
  const navigate = useNavigate();
  const choose = (project: string | undefined) =>
    void navigate({ to: '.', search: (previous) => ({ ...previous, project }) });
  return (
    <>
      <Menu.Label>Project</Menu.Label>
      <Menu.Item rightSection={current === undefined && tick} onClick={() => choose(undefined)}>
        All projects
      </Menu.Item>
      {useProjects(org).map((project) => (
        <Menu.Item
          key={project.id}
          rightSection={current === project.slug && tick}
          onClick={() => choose(project.slug)}
        >
          {project.name}
        </Menu.Item>
      ))}
    </>
  );
}

const SEARCHABLE_FROM = 6;

type ItemsProps = { current: string; organizations: readonly SwitcherOrganization[] };

/** Those that one belongs to, with their children under them; found by name where there are many. */
function OrganizationItems({ current, organizations }: ItemsProps) {
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const rows = organizationRows(organizations, search);
  return (
    <>
      <Menu.Label>Organization</Menu.Label>
      {organizations.length >= SEARCHABLE_FROM && (
        <Menu.Search
          size="xs"
          aria-label="Find an organization"
          placeholder="Find an organization"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <div className={classes.organizations}>
        {rows.map(({ organizationId, slug, name, isNested, roleName, isVisitor }) => (
          <Menu.Item
            key={organizationId}
            pl={isNested ? 28 : undefined}
            rightSection={slug === current && tick}
            onClick={() => void navigate({ to: '/$org', params: { org: slug }, search: {} })}
          >
            <span className={classes.two}>
              <span>{name}</span>
              <span className={classes.faint}>{isVisitor ? `${roleName}, as its parent's` : roleName}</span>
            </span>
          </Menu.Item>
        ))}
        {rows.length === 0 && <p className={classes.none}>None is called so.</p>}
      </div>
      <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => void navigate({ to: '/welcome' })}>
        New organization
      </Menu.Item>
    </>
  );
}
