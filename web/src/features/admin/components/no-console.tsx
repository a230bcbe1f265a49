import { EmptyState } from '../../../shared/ui/empty-state.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import classes from './admin-layout.module.css';

/** For somebody who is no platform admin. */
export function NoConsole() {
  return (
    <main className={classes.narrow}>
      <EmptyState
        isPage
        title="Only for those who run this installation"
        action={<LinkButton to="/">Back to your organization</LinkButton>}
      >
        You are not a platform admin. One of them can add you, or an operator with <code>npm run admin -- grant</code>.
      </EmptyState>
    </main>
  );
}
