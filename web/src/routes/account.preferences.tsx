import { createFileRoute } from '@tanstack/react-router';
import { PreferencesPage } from '../features/account/components/preferences-page.js';

export const Route = createFileRoute('/account/preferences')({ component: PreferencesPage });
