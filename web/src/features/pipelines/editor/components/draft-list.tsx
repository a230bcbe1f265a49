import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PipelineDraftSummaryResponse } from '../../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { Section } from '../../../../shared/ui/section.js';
import { useDrafts } from '../api/drafts.js';
import { DayAndTime } from './day-and-time.js';
import classes from './editor.module.css';

/** What the person has begun and not saved; nothing where there is none. */
export function DraftList() {
  const query = useDrafts(useOrg());
  const drafts = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (drafts.length === 0) return null;
  return (
    <Section
      title="Your drafts"
      description="What you have not saved. Nobody else sees them; after 30 days they are deleted."
    >
      <ul className={classes.drafts}>
        {drafts.map((draft) => (
          <li key={draft.id}>
            <DraftLink draft={draft} />
            <span className={classes.quiet}>
              {draft.repositoryName} · {draft.branch} · <DayAndTime at={draft.keptAt} />
              {draft.version !== null && ` · based on version ${draft.version}`}
            </span>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="default" size="compact-sm" onClick={() => void query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Section>
  );
}

function DraftLink({ draft: { pipelineId, repositoryId, branch, path } }: { draft: PipelineDraftSummaryResponse }) {
  const org = useOrg();
  return pipelineId === null ? (
    <Link to="/$org/pipelines/new" params={{ org }} search={{ repository: repositoryId, branch, path }}>
      {path}
    </Link>
  ) : (
    <Link to="/$org/pipelines/$pipelineId/edit" params={{ org, pipelineId }} search={{ branch }}>
      {path}
    </Link>
  );
}
