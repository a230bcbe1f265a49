import { createFileRoute, useSearch } from '@tanstack/react-router';
import { NothingOpen } from '../../features/approvals/components/nothing-open.js';

export const Route = createFileRoute('/$org/approvals/')({ component: View });

function View() {
  const { view = 'waiting' } = useSearch({ from: '/$org/approvals' });
  return <NothingOpen view={view} />;
}
