import { Popover, UnstyledButton } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useMyOrganizations, useProjects } from '../api/queries.js';
import { OrganizationChoices, ProjectChoices } from './org-choices.js';
import classes from './rail.module.css';

/** Which organization, and which of its projects, the pages below are about. Both are in the URL. */
export function OrgSwitcher({ isNarrow }: { isNarrow: boolean }) {
  const org = useOrg();
  const [isOpen, setOpen] = useState(false);
  const organizations = useMyOrganizations();
  const current = organizations.find((one) => one.slug === org || one.organizationId === org);
  const { project } = useSearch({ strict: false });
  const projectName = useProjects(org).find(({ slug }) => slug === project)?.name;
  const name = current?.name ?? org;
  const close = () => setOpen(false);
  // A dialog and no menu: a menu may hold no text field, and there is one to search by.
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      width={260}
      withinPortal={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton className={classes.switcher} onClick={() => setOpen((before) => !before)}>
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
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label="Switch organization or project">
        <ProjectChoices org={org} current={project} onDone={close} />
        <OrganizationChoices current={org} organizations={organizations} onDone={close} />
      </Popover.Dropdown>
    </Popover>
  );
}
