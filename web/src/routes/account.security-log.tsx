import { createFileRoute } from '@tanstack/react-router';
import { SecurityLogPage } from '../features/account/components/security-log-page.js';

export const Route = createFileRoute('/account/security-log')({ component: SecurityLogPage });
