import { createFileRoute } from '@tanstack/react-router';
import { EvidenceSettings } from '../../features/evidence/components/evidence-settings.js';

export const Route = createFileRoute('/$org/settings/evidence')({
  staticData: { crumb: 'Evidence' },
  component: EvidenceSettings,
});
