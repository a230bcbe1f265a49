import { createFileRoute, Outlet } from '@tanstack/react-router';
import { SettingsLayout } from '../../features/settings/components/settings-layout.js';

export const Route = createFileRoute('/$org/settings')({ staticData: { crumb: 'Settings' }, component: View });

function View() {
  return (
    <SettingsLayout>
      <Outlet />
    </SettingsLayout>
  );
}
