import { createFileRoute } from '@tanstack/react-router';
import { SchedulesPage } from '../../features/pipelines/components/schedules/schedules-page.js';

export const Route = createFileRoute('/$org/pipelines/schedules/')({ component: SchedulesPage });
