/** The pages of the settings, in the order a newcomer needs them. */
export const SETTINGS_GROUPS = [
  {
    title: 'Organization',
    pages: [
      { label: 'Organization', to: '/$org/settings/organization' },
      { label: 'People', to: '/$org/settings/members' },
      { label: 'Roles', to: '/$org/settings/roles' },
      { label: 'Grants', to: '/$org/settings/grants' },
      { label: 'Projects', to: '/$org/settings/projects' },
      { label: 'Plan and usage', to: '/$org/settings/plan' },
      { label: 'Audit log', to: '/$org/settings/audit-log' },
      { label: 'Events not applied', to: '/$org/settings/events' },
      { label: 'Impersonations', to: '/$org/settings/impersonations' },
      { label: 'Delete organization', to: '/$org/settings/deletion' },
    ],
  },
  {
    title: 'Pipelines',
    pages: [
      { label: 'Repositories', to: '/$org/settings/repositories' },
      { label: 'Variables and secrets', to: '/$org/settings/pipeline-secrets' },
      { label: 'Runners', to: '/$org/settings/runners' },
      { label: 'Evidence', to: '/$org/settings/evidence' },
      { label: 'Retention', to: '/$org/settings/retention' },
    ],
  },
  {
    title: 'Delivery',
    pages: [
      { label: 'Environments and hosts', to: '/$org/settings/environments' },
      { label: 'Services and config', to: '/$org/settings/services' },
      { label: 'Approval groups', to: '/$org/settings/approval-groups' },
    ],
  },
  {
    title: 'Logs and alerts',
    pages: [
      { label: 'API keys', to: '/$org/settings/api-keys' },
      { label: 'Alert rules', to: '/$org/settings/alert-rules' },
    ],
  },
] as const;
