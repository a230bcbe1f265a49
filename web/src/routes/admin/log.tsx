import { createFileRoute } from '@tanstack/react-router';
import { PlatformLogPage } from '../../features/admin/components/platform-log-page.js';

export const Route = createFileRoute('/admin/log')({ component: PlatformLogPage });
