import { createFileRoute } from '@tanstack/react-router';
import { MembersPage } from '../../features/settings/components/members-page.js';

export const Route = createFileRoute('/$org/settings/members')({
  staticData: { crumb: 'People' },
  component: MembersPage,
});
