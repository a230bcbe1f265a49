export type NavKey =
  | 'home'
  | 'pipelines'
  | 'deployments'
  | 'promotion'
  | 'drift'
  | 'logs'
  | 'incidents'
  | 'dashboards'
  | 'approvals'
  | 'settings';

export type NavItem = {
  key: NavKey;
  label: string;
  to:
    | '/$org'
    | '/$org/pipelines'
    | '/$org/deployments'
    | '/$org/promotion'
    | '/$org/drift'
    | '/$org/logs'
    | '/$org/incidents'
    | '/$org/dashboards'
    | '/$org/approvals'
    | '/$org/settings';
  /** The letter after `g`. */
  goKey?: string;
  permission?: string;
  /** Another part of the address that belongs to this entry: a run is found under its pipeline. */
  alsoAt?: string;
  isLater?: boolean;
};

/** The left rail, top to bottom. Entries that are not built yet stay visible and say so. */
export const NAVIGATION: readonly NavItem[] = [
  { key: 'home', label: 'Home', to: '/$org', goKey: 'h' },
  {
    key: 'pipelines',
    label: 'Pipelines',
    to: '/$org/pipelines',
    goKey: 'p',
    permission: 'pipelines.read',
    alsoAt: 'executions',
  },
  { key: 'deployments', label: 'Deployments', to: '/$org/deployments', goKey: 'd', permission: 'deployments.read' },
  { key: 'promotion', label: 'Promotion', to: '/$org/promotion', goKey: 'm', isLater: true },
  { key: 'drift', label: 'Drift', to: '/$org/drift', isLater: true },
  { key: 'logs', label: 'Logs', to: '/$org/logs', goKey: 'l', permission: 'logs.read' },
  { key: 'incidents', label: 'Incidents', to: '/$org/incidents', goKey: 'i', permission: 'incidents.read' },
  { key: 'dashboards', label: 'Dashboards', to: '/$org/dashboards', isLater: true },
  { key: 'approvals', label: 'Approvals', to: '/$org/approvals', goKey: 'a', permission: 'approvals.read' },
  { key: 'settings', label: 'Settings', to: '/$org/settings', goKey: 's' },
];

/** Below this entry the rail draws a gap: what follows is for the person, not for the system. */
export const SECOND_GROUP: NavKey = 'approvals';
