import { LinkButton } from '../../../shared/ui/link-button.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { BarePage } from '../../../shared/ui/bare-page.js';

/** The organization of this address is not one of the person's. We do not say whether it exists. */
export function NotAMember({ org }: { org: string }) {
  const home = (
    <LinkButton to="/" variant="default">
      Go to my organizations
    </LinkButton>
  );
  return (
    <BarePage width="reading">
      <EmptyState isPage title={`You are not a member of “${org}”`} action={home}>
        An owner or admin of the organization can invite you, under the e-mail address you signed in with. If you
        expected to be a member, check the address and the account.
      </EmptyState>
    </BarePage>
  );
}
