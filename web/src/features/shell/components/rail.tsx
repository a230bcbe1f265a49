import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useUnresolvedIncidents, useWaitingApprovals } from '../api/queries.js';
import { NAVIGATION, SECOND_GROUP, type NavKey } from '../model/navigation.js';
import { OrgSwitcher } from './org-switcher.js';
import { PersonMenu } from './person-menu.js';
import { RailLink } from './rail-link.js';
import classes from './rail.module.css';

type Props = { isNarrow: boolean; onToggle?: () => void };

/** The sections of the product, with the organization above and the person below. */
export function Rail({ isNarrow, onToggle }: Props) {
  const org = useOrg();
  const counts: Partial<Record<NavKey, number>> = {
    approvals: useWaitingApprovals(org),
    incidents: useUnresolvedIncidents(org),
  };
  const Icon = isNarrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const label = isNarrow ? 'Widen the rail' : 'Collapse the rail';
  return (
    <div className={classes.rail} data-narrow={isNarrow || undefined}>
      <OrgSwitcher isNarrow={isNarrow} />
      <nav aria-label="Main">
        <ul className={classes.list}>
          {NAVIGATION.map((item) => (
            <li key={item.key} className={item.key === SECOND_GROUP ? classes.second : undefined}>
              <RailLink item={item} org={org} count={counts[item.key] ?? 0} isNarrow={isNarrow} />
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.foot}>
        <PersonMenu isNarrow={isNarrow} />
        {onToggle && (
          <Tooltip label={label} position="right" withinPortal={false}>
            <ActionIcon onClick={onToggle} aria-label={label} size="lg">
              <Icon size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </div>
  );
}
