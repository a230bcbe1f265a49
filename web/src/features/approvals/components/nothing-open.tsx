import { useMediaQuery } from '@mantine/hooks';
import { Navigate } from '@tanstack/react-router';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useInbox } from '../api/approvals.js';
import type { InboxSearch } from '../model/inbox-search.js';

/** Where there is room for both, the first request opens by itself. */
export function NothingOpen({ search }: { search: InboxSearch }) {
  const org = useOrg();
  const { data } = useInbox(org, search);
  const isWide = useMediaQuery('(min-width: 48.01em)', undefined, { getInitialValueInEffect: false });
  const first = data?.pages[0]?.items[0];
  if (!isWide || !first) return null;
  return <Navigate to="/$org/approvals/$approvalId" params={{ org, approvalId: first.id }} search={search} replace />;
}
