import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { approvalOptions } from '../../features/approvals/api/approvals.js';
import { ApprovalDetail } from '../../features/approvals/components/approval-detail.js';

export const Route = createFileRoute('/$org/approvals/$approvalId')({
  loader: async ({ context, params }) => {
    const approval = await context.queryClient.ensureQueryData(approvalOptions(params.org, params.approvalId));
    return { crumb: approval.title };
  },
  component: View,
});

function View() {
  const { org, approvalId } = Route.useParams();
  const { data } = useSuspenseQuery(approvalOptions(org, approvalId));
  return <ApprovalDetail key={approvalId} approval={data} />;
}
