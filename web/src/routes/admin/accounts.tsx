import { createFileRoute } from '@tanstack/react-router';
import { AccountsPage } from '../../features/admin/components/accounts-page.js';

export const Route = createFileRoute('/admin/accounts')({ component: AccountsPage });
