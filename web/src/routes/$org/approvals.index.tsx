import { createFileRoute, useSearch } from '@tanstack/react-router';
import { NothingOpen } from '../../features/approvals/components/nothing-open.js';

export const Route = createFileRoute('/$org/approvals/')({ component: View });

function View() {
  return <NothingOpen search={useSearch({ from: '/$org/approvals' })} />;
}
