import { createFileRoute } from '@tanstack/react-router';
import { ConfirmAddress } from '../features/account/components/confirm-address.js';
import { linkToken } from '../features/account/model/link-token.js';
import { useFragment } from '../shared/lib/use-fragment.js';

export const Route = createFileRoute('/confirm-address')({ component: View });

function View() {
  return <ConfirmAddress token={linkToken(useFragment())} />;
}
