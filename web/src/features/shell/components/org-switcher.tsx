import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useMe, useProjects } from '../api/queries.js';
import classes from './rail.module.css';

const tick = <IconCheck size={16} aria-label="current" />;

/** Which organization, and which of its projects, the pages below are about. Both are in the URL. */
export function OrgSwitcher({ isNarrow }: { isNarrow: boolean }) {
  const org = useOrg();
  const organizations = useMe()?.organizations ?? [];
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

type Organizations = readonly { organizationId: string; slug: string; name: string }[];

function OrganizationItems({ current, organizations }: { current: string; organizations: Organizations }) {
  const navigate = useNavigate();
  return (
    <>
      <Menu.Label>Organization</Menu.Label>
      {organizations.map(({ organizationId, slug, name }) => (
        <Menu.Item
          key={organizationId}
          rightSection={slug === current && tick}
          onClick={() => void navigate({ to: '/$org', params: { org: slug }, search: {} })}
        >
          {name}
        </Menu.Item>
      ))}
      <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => void navigate({ to: '/welcome' })}>
        New organization
      </Menu.Item>
    </>
  );
}
