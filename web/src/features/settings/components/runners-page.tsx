import { useOrg } from '../../../shared/lib/use-org.js';
import { CodeSample } from '../../../shared/ui/code-sample.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { Section } from '../../../shared/ui/section.js';
import { useRunners } from '../api/runners.js';
import { startCommand } from '../model/runner-words.js';
import { RunnerQueue } from './runner-queue.js';
import { RunnerTable } from './runner-table.js';

/** The machines that run steps, and the steps that wait for one. */
export function RunnersPage() {
  const empty = (
    <EmptyState title="No runner has registered">
      A runner takes the steps of your runs and executes them. The installation starts one by itself; it may need a few
      seconds.
    </EmptyState>
  );
  return (
    <Page>
      <PageHeader
        title="Runners"
        meta="Runners fetch their work; nothing has to reach them from outside. They serve every organization of the installation; a pause counts for this one."
      />
      <Section title="Registered runners">
        <QueryView query={useRunners(useOrg())} isEmpty={({ items }) => items.length === 0} empty={empty}>
          {({ items }) => <RunnerTable runners={items} />}
        </QueryView>
      </Section>
      <RunnerQueue />
      <Section
        title="Add a runner"
        description="On any machine that reaches this address, with a copy of Throughline and the registration token that the installation’s operators keep. A node of a pipeline asks for labels with runsOn."
      >
        <CodeSample label="Start a runner" code={startCommand(window.location.origin)} />
      </Section>
    </Page>
  );
}
