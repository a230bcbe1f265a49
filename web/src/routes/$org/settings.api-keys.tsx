import { createFileRoute } from '@tanstack/react-router';
import { ApiKeysPage } from '../../features/settings/components/api-keys-page.js';

export const Route = createFileRoute('/$org/settings/api-keys')({
  staticData: { crumb: 'API keys' },
  component: ApiKeysPage,
});
