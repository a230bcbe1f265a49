import { createFileRoute } from '@tanstack/react-router';
import { PasskeysPage } from '../../features/admin/components/passkeys-page.js';

export const Route = createFileRoute('/admin/passkeys')({ component: PasskeysPage });
