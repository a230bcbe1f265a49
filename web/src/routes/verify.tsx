import { createFileRoute } from '@tanstack/react-router';
import { VerifyAddress } from '../features/account/components/verify-address.js';
import { linkToken } from '../features/account/model/link-token.js';
import { useFragment } from '../shared/lib/use-fragment.js';

export const Route = createFileRoute('/verify')({ component: View });

function View() {
  return <VerifyAddress token={linkToken(useFragment())} />;
}
