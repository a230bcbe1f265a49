import { createFileRoute } from '@tanstack/react-router';
import { DeletedPage } from '../../features/admin/components/deleted-page.js';

export const Route = createFileRoute('/admin/deleted')({ component: DeletedPage });
