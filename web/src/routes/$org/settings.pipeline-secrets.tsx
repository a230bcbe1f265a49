import { createFileRoute } from '@tanstack/react-router';
import { SecretsPage } from '../../features/pipelines/secrets/secrets-page.js';

export const Route = createFileRoute('/$org/settings/pipeline-secrets')({
  staticData: { crumb: 'Pipeline secrets' },
  component: SecretsPage,
});
