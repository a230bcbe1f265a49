import type { BoardResponse, PromotionPreviewResponse } from '../../../shared/api/generated/types.gen.js';
import { useCanIn, useWhyNot } from '../../../shared/api/capabilities.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { usePreview, usePromote, type PromotionPath } from '../api/deployments.js';
import { PromotionPreview } from './promotion-preview.js';

type Props = { board: BoardResponse; path: PromotionPath; onClose: () => void };

/** Shows what a promotion brings, what stands in its way and what stays after an undo, and only then asks. */
export function PromoteDialog({ board, path, onClose }: Props) {
  const org = useOrg();
  const preview = usePreview(org, path);
  const promote = usePromote();
  const isAllowed = useCanIn('deployments.promote', path.toEnvironmentId);
  const whyNot = useWhyNot('deployments.promote', path.toEnvironmentId);
  const name = (id: string) => board.environments.find((environment) => environment.id === id)?.name ?? '';
  const service = board.rows.find(({ serviceId }) => serviceId === path.serviceId)?.serviceName ?? '';
  const to = name(path.toEnvironmentId);
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => promote.mutate({ path: { org }, body: path }, { onSuccess: onClose })}
      title={`Promote ${service} from ${name(path.fromEnvironmentId)} to ${to}`}
      confirmLabel={confirmWords(preview.data, to)}
      notUndone={preview.data?.notUndone ?? []}
      isPending={promote.isPending}
      isBlocked={!isAllowed || !preview.data?.release || preview.data.blockers.length > 0 || preview.isFetching}
      error={promote.error}
    >
      <QueryView query={preview}>
        {(data) => <PromotionPreview preview={data} serviceId={path.serviceId} environment={to} />}
      </QueryView>
      {!isAllowed && <p>You may look at this. {whyNot}</p>}
    </ConfirmDialog>
  );
}

function confirmWords(preview: PromotionPreviewResponse | undefined, to: string): string {
  return preview?.release ? `Promote ${preview.release.version} to ${to}` : 'Promote';
}
