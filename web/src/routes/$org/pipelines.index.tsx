import { createFileRoute } from '@tanstack/react-router';
import { PipelinesPage } from '../../features/pipelines/components/pipelines-page.js';

export const Route = createFileRoute('/$org/pipelines/')({ component: PipelinesPage });
