import { createFileRoute } from '@tanstack/react-router';
import { GroupsPage } from '../../features/approvals/components/groups-page.js';

export const Route = createFileRoute('/$org/settings/approval-groups')({
  staticData: { crumb: 'Approval groups' },
  component: GroupsPage,
});
