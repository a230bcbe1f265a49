import { createFileRoute } from '@tanstack/react-router';
import { RepositoriesPage } from '../../features/settings/components/repositories-page.js';

export const Route = createFileRoute('/$org/settings/repositories/')({ component: RepositoriesPage });
