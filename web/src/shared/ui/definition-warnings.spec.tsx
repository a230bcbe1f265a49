import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { DefinitionWarnings } from './definition-warnings.js';

const warning = { line: 2, column: 1, message: 'nothing tests the change' };

describe('the warnings of a definition', () => {
  it('are nothing where there are none', () => {
    render(<DefinitionWarnings warnings={[]} />);
    expect(screen.queryByText(/warning/)).toBeNull();
  });

  it('say how many there are, and each with its place when they are opened', async () => {
    render(<DefinitionWarnings warnings={[warning, { ...warning, line: 3 }]} />);
    await userEvent.click(screen.getByText('2 warnings about the definition', { exact: false }));
    expect(screen.getByText('line 3, column 1')).toBeVisible();
  });
});
