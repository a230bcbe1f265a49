import { createFileRoute } from '@tanstack/react-router';
import { AuditLogPage } from '../../features/settings/components/audit-log-page.js';

export const Route = createFileRoute('/$org/settings/audit-log')({
  staticData: { crumb: 'Audit log' },
  component: AuditLogPage,
});
