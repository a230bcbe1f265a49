import { createFileRoute } from '@tanstack/react-router';
import { SessionsPage } from '../features/account/components/sessions-page.js';

export const Route = createFileRoute('/account/sessions')({ component: SessionsPage });
