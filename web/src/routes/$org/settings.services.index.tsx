import { createFileRoute } from '@tanstack/react-router';
import { ServicesPage } from '../../features/settings/components/services-page.js';

export const Route = createFileRoute('/$org/settings/services/')({ component: ServicesPage });
