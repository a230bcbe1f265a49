import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { comparisonOptions } from '../../features/executions/api/executions.js';
import { ComparePage } from '../../features/executions/components/compare-page.js';

type Search = { only?: boolean; log?: string };

export const Route = createFileRoute('/$org/executions/compare/$leftId/$rightId')({
  validateSearch: (search): Search => ({
    ...(search['only'] === true && { only: true }),
    ...(typeof search['log'] === 'string' && { log: search['log'] }),
  }),
  loader: async ({ context, params: { org, leftId, rightId } }) => {
    const { left, right } = await context.queryClient.ensureQueryData(comparisonOptions(org, leftId, rightId));
    return { crumb: `#${left.number} beside #${right.number}` };
  },
  component: View,
});

function View() {
  const { org, leftId, rightId } = Route.useParams();
  const { only = false, log } = Route.useSearch();
  const { data } = useSuspenseQuery(comparisonOptions(org, leftId, rightId));
  const navigate = Route.useNavigate();
  const inPlace = { replace: true, resetScroll: false } as const;
  const show = (changed: { [name in keyof Search]: Search[name] | undefined }): void => {
    const { only: isOnly, log: logOf } = { only, log, ...changed };
    void navigate({ ...inPlace, to: '.', search: { ...(isOnly && { only: true }), ...(logOf && { log: logOf }) } });
  };
  return (
    <ComparePage
      comparison={data}
      isOnlyDifferent={only}
      onOnlyDifferent={(isOnly) => show({ only: isOnly ? true : undefined })}
      logOf={log}
      onLog={(nodeKey) => show({ log: nodeKey })}
      onSwap={() =>
        void navigate({
          ...inPlace,
          to: '/$org/executions/compare/$leftId/$rightId',
          params: { org, leftId: rightId, rightId: leftId },
          search: (before) => before,
        })
      }
    />
  );
}
