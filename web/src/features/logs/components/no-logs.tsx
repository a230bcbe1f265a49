import { Button } from '@mantine/core';
import { useOrg } from '../../../shared/lib/use-org.js';
import { curlSample } from '../../../shared/model/curl-sample.js';
import { CodeSample } from '../../../shared/ui/code-sample.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { isFiltered } from '../model/log-search.js';
import { RANGE_WORDS, rangeKey } from '../model/time-range.js';
import type { LogState } from './use-log-view.js';

const NOTHING_ELSE = {
  serviceId: undefined,
  environmentId: undefined,
  deploymentId: undefined,
  traceId: undefined,
  level: undefined,
  text: undefined,
};
const WEEK = { range: '7d', from: undefined, to: undefined } as const;

/** No line: either the question was too narrow, or nothing has been sent yet; each with the way on. */
export function NoLogs({ state }: { state: LogState }) {
  const org = useOrg();
  const key = rangeKey(state.search);
  const isWeek = key === '7d';
  const when = key ? `the ${RANGE_WORDS[key].toLowerCase()}` : 'this range';
  const widen = !isWeek && (
    <Button variant="default" onClick={() => state.ask(WEEK)}>
      Search the last 7 days
    </Button>
  );
  if (isFiltered(state.search)) {
    const action = (
      <>
        <Button variant="default" onClick={() => state.ask(NOTHING_ELSE)}>
          Clear filters
        </Button>
        {widen}
      </>
    );
    return (
      <EmptyState title={`No line matches in ${when}`} action={action}>
        Every word has to occur in the message. Take a filter away, or look further back.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={`No line in ${when}`}
      action={
        <>
          <LinkButton to="/$org/settings/api-keys" params={{ org }}>
            Create an ingest key
          </LinkButton>
          {widen}
        </>
      }
      sample={<CodeSample label="Send a line" code={curlSample(window.location.origin, '$INGEST_KEY')} />}
    >
      What Throughline deploys ships its output here by itself, each line stamped with the deployment that wrote it.
      Anything else sends lines with a key that names its service and environment:
    </EmptyState>
  );
}
