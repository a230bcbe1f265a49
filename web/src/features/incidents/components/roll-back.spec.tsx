import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { capabilitiesOf } from '../../../../test/capabilities.js';
import { renderUi, testQueryClient } from '../../../../test/render.js';
import { capabilitiesOptions } from '../../../shared/api/capabilities.js';
import { getDeploymentQueryKey } from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { DeploymentResponse, IncidentSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { RollBack } from './roll-back.js';

const incident = { id: 'i', number: 12, title: 'checkout errors' } as IncidentSummaryResponse;
const live = {
  id: 'd',
  kind: 'deploy',
  status: 'live',
  serviceName: 'checkout',
  environmentName: 'Production',
  release: { version: '1.8.0' },
  previousReleaseVersion: '1.7.4',
  rolledBackById: null,
} as DeploymentResponse;

function seeded(deployment: Partial<DeploymentResponse>) {
  const queryClient = testQueryClient();
  queryClient.setQueryData(getDeploymentQueryKey({ path: { org: 'acme', deploymentId: 'd' } }), {
    ...live,
    ...deployment,
  });
  queryClient.setQueryData(capabilitiesOptions('acme').queryKey, capabilitiesOf('deployments.rollback'));
  return { queryClient };
}

it('asks first, and says what stays as it is', async () => {
  await renderUi(<RollBack incident={incident} deploymentId="d" />, seeded({}));
  await userEvent.click(await screen.findByRole('button', { name: 'Roll back to 1.7.4' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('Data that was written or migrated in Production since stays as it is.');
  expect(screen.getByLabelText('Reason (everybody reads it)')).toHaveValue('Incident #12: checkout errors');
});

it.each([
  [{ status: 'rolled_back' as const, rolledBackById: 'r' }, 'It was rolled back.'],
  [{ status: 'superseded' as const }, 'Another deployment has taken its place.'],
  [{ kind: 'rollback' as const }, 'It is a rollback itself.'],
])('says why there is no way back: %o', async (deployment, reason) => {
  await renderUi(<RollBack incident={incident} deploymentId="d" />, seeded(deployment));
  expect(await screen.findByText(reason, { exact: false })).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
