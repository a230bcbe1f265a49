import { Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowsDiff,
  IconArrowUpRight,
  IconChartBar,
  IconChecklist,
  IconHome,
  IconListDetails,
  IconRocket,
  IconRoute,
  IconSettings,
  type Icon,
} from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { useCan, useWhyNot } from '../../../shared/api/capabilities.js';
import type { NavItem, NavKey } from '../model/navigation.js';
import classes from './rail.module.css';

const ICONS: Record<NavKey, Icon> = {
  home: IconHome,
  pipelines: IconRoute,
  deployments: IconRocket,
  promotion: IconArrowUpRight,
  drift: IconArrowsDiff,
  logs: IconListDetails,
  incidents: IconAlertTriangle,
  dashboards: IconChartBar,
  approvals: IconChecklist,
  settings: IconSettings,
};

type Props = { item: NavItem; org: string; count: number; isNarrow: boolean };

/** One section. Without the permission, or before it is built, it stays, muted, and says why. */
export function RailLink({ item, org, count, isNarrow }: Props) {
  const reason = useReason(item);
  const hint = [isNarrow ? item.label : '', reason].filter(Boolean).join(' · ');
  const isAlsoHere = useIsAt(org, item.alsoAt);
  const ItemIcon = ICONS[item.key];
  return (
    <Tooltip label={hint} withinPortal={false} disabled={hint === ''} position="right" multiline maw={280}>
      <Link
        to={item.to}
        params={{ org }}
        className={classes.link}
        activeOptions={{ exact: item.key === 'home', includeSearch: false }}
        data-active={isAlsoHere || undefined}
        data-muted={reason !== '' || undefined}
      >
        <ItemIcon size={18} stroke={1.6} aria-hidden />
        <span className={isNarrow ? classes.hidden : classes.label}>{item.label}</span>
        {!isNarrow && item.isLater && <span className={classes.later}>later</span>}
        {count > 0 && <Count count={count} kind={item.key} />}
      </Link>
    </Tooltip>
  );
}

function useIsAt(org: string, part: string | undefined): boolean {
  const isAt = useRouterState({ select: ({ location }) => location.pathname.startsWith(`/${org}/${part ?? ''}`) });
  return part !== undefined && isAt;
}

function Count({ count, kind }: { count: number; kind: NavKey }) {
  return (
    <span className={classes.count} data-kind={kind}>
      {count}
      <span className={classes.hidden}>{kind === 'incidents' ? ' unresolved' : ' waiting for you'}</span>
    </span>
  );
}

/** Why an entry is muted, or an empty string. */
function useReason({ permission, isLater }: NavItem): string {
  const isAllowed = useCan(permission ?? '') || permission === undefined;
  const whyNot = useWhyNot(permission ?? '');
  if (isLater) return 'Not built yet: it comes with a later edition';
  return isAllowed ? '' : whyNot;
}
