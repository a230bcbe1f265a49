import { createFileRoute } from '@tanstack/react-router';
import { NotBuiltYet } from '../../shared/ui/not-built-yet.js';

export const Route = createFileRoute('/$org/drift')({ staticData: { crumb: 'Drift' }, component: View });

function View() {
  return (
    <NotBuiltYet title="Drift">
      Comparing what runs with what was approved, and adopting, reverting or snoozing the difference, comes with a later
      edition. Nothing watches for drift in this one.
    </NotBuiltYet>
  );
}
