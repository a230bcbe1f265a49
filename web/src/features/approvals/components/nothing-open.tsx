import { useMediaQuery } from '@mantine/hooks';
import { Navigate } from '@tanstack/react-router';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useApprovals } from '../api/approvals.js';
import { approvalRows, viewSearch, type ApprovalView } from '../model/approval-view.js';

/** Where there is room for both, the first request opens by itself. */
export function NothingOpen({ view }: { view: ApprovalView }) {
  const org = useOrg();
  const { data } = useApprovals(org, view);
  const isWide = useMediaQuery('(min-width: 48.01em)', undefined, { getInitialValueInEffect: false });
  const first = approvalRows(data?.items ?? [], view)[0];
  if (!isWide || !first) return null;
  return (
    <Navigate
      to="/$org/approvals/$approvalId"
      params={{ org, approvalId: first.id }}
      search={viewSearch(view)}
      replace
    />
  );
}
