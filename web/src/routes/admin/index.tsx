import { createFileRoute } from '@tanstack/react-router';
import { OrganizationsPage } from '../../features/admin/components/organizations-page.js';

export const Route = createFileRoute('/admin/')({ component: OrganizationsPage });
