import { createFileRoute } from '@tanstack/react-router';
import { AuditLogPage } from '../../features/settings/components/audit-log-page.js';
import { type AuditSearch, readAuditSearch } from '../../features/settings/model/audit-search.js';

export const Route = createFileRoute('/$org/settings/audit-log')({
  validateSearch: readAuditSearch,
  staticData: { crumb: 'Audit log' },
  component: View,
});

function View() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const change = (next: AuditSearch) =>
    void navigate({ to: '.', search: ({ project }) => ({ project, ...next }), replace: true, resetScroll: false });
  return <AuditLogPage search={search} onSearch={change} />;
}
