import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { renderUi } from '../../../../test/render.js';
import { RunVariables } from './run-variables.js';

describe('the variables of a run', () => {
  it('say what they were, and whose', async () => {
    const region = { name: 'REGION', level: 'organization', version: 3, value: 'eu-central-1' } as const;
    const { container } = await renderUi(<RunVariables variables={[region]} />);
    expect(screen.getByText('vars.REGION')).toHaveAttribute('title', 'Version 3, of the organization');
    expect(screen.getByRole('button', { name: 'Copy REGION: eu-central-1' })).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('are left out of one that has none', async () => {
    await renderUi(<RunVariables variables={[]} />);
    expect(screen.queryByLabelText('Variables')).toBeNull();
  });
});
