import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { comparisonOptions } from '../../features/executions/api/executions.js';
import { ComparePage } from '../../features/executions/components/compare-page.js';

type Search = { only?: boolean };

export const Route = createFileRoute('/$org/executions/compare/$leftId/$rightId')({
  validateSearch: (search): Search => (search['only'] === true ? { only: true } : {}),
  loader: async ({ context, params: { org, leftId, rightId } }) => {
    const { left, right } = await context.queryClient.ensureQueryData(comparisonOptions(org, leftId, rightId));
    return { crumb: `#${left.number} beside #${right.number}` };
  },
  component: View,
});

function View() {
  const { org, leftId, rightId } = Route.useParams();
  const { only = false } = Route.useSearch();
  const { data } = useSuspenseQuery(comparisonOptions(org, leftId, rightId));
  const navigate = Route.useNavigate();
  const inPlace = { replace: true, resetScroll: false } as const;
  return (
    <ComparePage
      comparison={data}
      isOnlyDifferent={only}
      onOnlyDifferent={(isOnly) => void navigate({ ...inPlace, to: '.', search: isOnly ? { only: true } : {} })}
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
