import { createFileRoute } from '@tanstack/react-router';
import { PlatformAdminsPage } from '../../features/admin/components/platform-admins-page.js';

export const Route = createFileRoute('/admin/platform-admins')({ component: PlatformAdminsPage });
