import type { ReactNode } from 'react';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { AccountFrame } from './account-frame.js';

/** An address from a mail that was not copied whole. */
export function BrokenLink({ children }: { children?: ReactNode }) {
  return (
    <AccountFrame
      title="This link is not complete"
      lead="Its code is missing or cut off. Copy the whole address from the mail, or ask for another one."
    >
      {children ?? (
        <LinkButton to="/sign-in" variant="default">
          Go to sign in
        </LinkButton>
      )}
    </AccountFrame>
  );
}
