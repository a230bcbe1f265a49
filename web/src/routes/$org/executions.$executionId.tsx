import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, useLocation } from '@tanstack/react-router';
import { Images } from '../../features/evidence/components/images.js';
import { RunEvidence } from '../../features/evidence/components/run-evidence.js';
import { executionOptions } from '../../features/executions/api/executions.js';
import { RunPage } from '../../features/executions/components/run-page.js';
import { formatRange, parseRange } from '../../features/executions/model/line-range.js';
import { RUN_VIEWS, type RunView } from '../../features/executions/model/run-view.js';
import { oneOf, text } from '../../shared/lib/search-params.js';

type Search = { view?: RunView; node?: string };

export const Route = createFileRoute('/$org/executions/$executionId')({
  validateSearch: (search): Search => ({ view: oneOf(search['view'], RUN_VIEWS), node: text(search['node']) }),
  loader: async ({ context, params }) => {
    const { execution } = await context.queryClient.ensureQueryData(executionOptions(params.org, params.executionId));
    return { crumb: `${execution.pipelineName} #${execution.number}` };
  },
  component: View,
});

function View() {
  const { org, executionId } = Route.useParams();
  const { view = 'graph', node } = Route.useSearch();
  const { data } = useSuspenseQuery(executionOptions(org, executionId));
  const hash = useLocation({ select: (location) => location.hash });
  const navigate = Route.useNavigate();
  const inPlace = { replace: true, resetScroll: false, hashScrollIntoView: false } as const;
  return (
    <RunPage
      key={executionId}
      run={data}
      evidence={
        <>
          <Images executionId={executionId} />
          <RunEvidence executionId={executionId} />
        </>
      }
      view={view}
      onView={(next) =>
        void navigate({ ...inPlace, to: '.', hash: true, search: (before) => ({ ...before, view: next }) })
      }
      node={node}
      onNode={(key) => void navigate({ ...inPlace, to: '.', search: (before) => ({ ...before, node: key }) })}
      range={parseRange(hash)}
      onRange={(range, key) =>
        void navigate({ ...inPlace, to: '.', hash: formatRange(range), search: (before) => ({ ...before, node: key }) })
      }
    />
  );
}
