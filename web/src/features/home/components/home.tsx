import { useOrg } from '../../../shared/lib/use-org.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import {
  useFirstRunHidden,
  useInstalled,
  useMoving,
  useOverview,
  usePendingApprovals,
  useTrouble,
} from '../api/home.js';
import { firstRunStage, firstRunSteps } from '../model/first-run.js';
import { headline } from '../model/headline.js';
import { troubles } from '../model/trouble.js';
import { Broken } from './broken.js';
import { DayStrip } from './day-strip.js';
import { FirstRun } from './first-run.js';
import { ItemKeys } from './item-list.js';
import { Moving } from './moving.js';
import { Waiting } from './waiting.js';

/** Home answers three questions in order: what is broken, what waits for me, what is moving. Then the last 24 hours. */
export function Home() {
  const org = useOrg();
  const steps = useFirstRun(org);
  if (steps && firstRunStage(steps) === 'fresh') {
    return (
      <Page>
        <PageHeader
          title="Welcome to Throughline"
          meta="Three steps, and a change can be followed from its commit to production and back."
        />
        <FirstRun steps={steps} />
      </Page>
    );
  }
  return <Overview org={org} steps={steps && firstRunStage(steps) === 'partly' ? steps : undefined} />;
}

function useFirstRun(org: string) {
  const { repositories, hosts } = useInstalled(org);
  const overview = useOverview(org).data;
  const isHidden = useFirstRunHidden();
  if (!repositories || !hosts || !overview || isHidden) return undefined;
  return firstRunSteps({ repositories, hosts, logLines: overview.buckets.reduce((sum, { lines }) => sum + lines, 0) });
}

function Overview({ org, steps }: { org: string; steps: ReturnType<typeof useFirstRun> }) {
  const broken = useBroken(org);
  const { mine, others } = useWaiting(org);
  const { executions, deployments } = useMoving(org);
  const overview = useOverview(org);
  const moving = executions.length + deployments.length;
  return (
    <Page>
      <PageHeader
        title={broken.items ? headline({ broken: broken.items.length, waiting: mine.length, moving }) : 'Home'}
      />
      <ItemKeys>
        {steps && <FirstRun steps={steps} />}
        <Broken troubles={broken.items} error={broken.error} />
        <Waiting mine={mine} othersCount={others} />
        <Moving executions={executions} deployments={deployments} />
        {overview.data && <DayStrip overview={overview.data} />}
      </ItemKeys>
    </Page>
  );
}

function useWaiting(org: string) {
  const pending = usePendingApprovals(org).data?.items ?? [];
  const mine = pending.filter(({ canVote, failure }) => canVote || failure?.canAnswer);
  return { mine, others: pending.length - mine.length };
}

function useBroken(org: string) {
  const { incidents, pipelines, board } = useTrouble(org);
  const isLoaded = incidents.data && pipelines.data && board.data;
  const items = isLoaded ? troubles(incidents.data.items, pipelines.data.items, board.data) : undefined;
  return { items, error: incidents.error ?? pipelines.error ?? board.error };
}
