import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ProblemError } from '../api/problem-error.js';
import { BarePage } from './bare-page.js';
import { NoAccess } from './no-access.js';
import { NotFound } from './not-found.js';
import { Page } from './page.js';
import { ProblemView } from './problem-view.js';

/** What a page shows when its loader or its view failed: not found, no access, or the problem itself. */
export function RouteProblem({ error }: ErrorComponentProps) {
  return (
    <Page>
      <Answer error={error} />
    </Page>
  );
}

/** The same where there is no frame around it yet: the sign-in pages, and an organization that cannot load. */
export function BareRouteProblem({ error }: ErrorComponentProps) {
  return (
    <BarePage width="reading">
      <Answer error={error} isBare />
    </BarePage>
  );
}

function Answer({ error, isBare = false }: { error: unknown; isBare?: boolean }) {
  const router = useRouter();
  const status = error instanceof ProblemError ? error.status : 0;
  if (status === 404) return <NotFound />;
  if (status === 403 && !isBare) return <NoAccess problem={error as ProblemError} />;
  return <ProblemView error={error} isPage onRetry={() => void router.invalidate()} />;
}
