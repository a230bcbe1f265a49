import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import * as states from '../model/states.js';
import { StateMark } from './state-mark.js';

const all = Object.values(states).flatMap((record) => Object.values(record));

describe('StateMark', () => {
  it('says every state of the product in a word, and draws a shape for it', () => {
    for (const state of all) {
      const { container, unmount } = render(<StateMark state={state} />, { wrapper: MantineProvider });
      expect(screen.getByText(state.word)).toBeInTheDocument();
      expect(container.querySelector(`svg[data-mark="${state.mark}"] > *`)).not.toBeNull();
      unmount();
    }
    expect(all.length).toBeGreaterThan(40);
  });

  it('keeps the word for screen readers where it is not shown', () => {
    render(<StateMark state={states.executionState.timed_out} withWord={false} />, { wrapper: MantineProvider });
    expect(screen.getByText('Timed out')).toBeInTheDocument();
  });
});
