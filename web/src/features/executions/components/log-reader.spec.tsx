import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { axeViolations } from '../../../../test/axe.js';
import { renderUi } from '../../../../test/render.js';
import type { NodeLogLineResponse } from '../../../shared/api/generated/types.gen.js';
import type { LineRange } from '../model/line-range.js';
import { LogReader } from './log-reader.js';

const written: [NodeLogLineResponse['stream'], string][] = [
  ['system', '$ npm ci'],
  ['stdout', 'added 1 package'],
  ['system', '$ npm test'],
  ['stdout', 'one passes'],
  ['stderr', 'Error: two fails'],
];
const lines = written.map(([stream, text], index) => ({
  ...{ line: index + 1, stream, text },
  at: new Date(Date.UTC(2026, 10, 20, 10, 0, index)).toISOString(),
}));

type Given = { range?: LineRange; state?: 'complete' | 'live'; firstErrorLine?: number | null; of?: typeof lines };

function reader({ range, state = 'complete', firstErrorLine = 5, of = lines }: Given = {}) {
  const log = { lines: of, state, isTruncated: false, isRemoved: false, error: undefined, retry: () => undefined };
  return <LogReader log={log} nodeKey="test" firstErrorLine={firstErrorLine} range={range} onRange={() => undefined} />;
}

/** A log that grows until the button is pressed. */
function Ending() {
  const [isOver, setIsOver] = useState(false);
  return (
    <>
      {reader(isOver ? {} : { state: 'live', firstErrorLine: null })}
      <button onClick={() => setIsOver(true)}>End</button>
    </>
  );
}

const head = (name: RegExp) => screen.getByRole('button', { name });
const isOpen = (name: RegExp) => head(name).getAttribute('aria-expanded') === 'true';

describe('a log of several commands', () => {
  // jsdom has no layout, and rows that nobody can see are not there.
  beforeEach(() => void vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600));

  it('is open at the one that failed, and says of each how long and how much', async () => {
    const { container } = await renderUi(reader());
    expect(head(/^npm ci 1 line 2.0 s$/)).toHaveAttribute('aria-expanded', 'false');
    expect(head(/^npm test first error 2 lines 2.0 s$/)).toHaveAttribute('aria-expanded', 'true');
    expect(screen.queryByText('added 1 package')).toBeNull();
    expect(screen.getByText('Error: two fails')).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('opens and closes one by click, Enter and Space', async () => {
    await renderUi(reader());
    await userEvent.click(head(/^npm ci/));
    expect(screen.getByText('added 1 package')).toBeInTheDocument();
    head(/^npm ci/).focus();
    await userEvent.keyboard('{Enter}');
    expect(isOpen(/^npm ci/)).toBe(false);
    await userEvent.keyboard(' ');
    expect(isOpen(/^npm ci/)).toBe(true);
  });

  it('opens and closes all by key and by button', async () => {
    await renderUi(reader());
    await userEvent.keyboard('o');
    expect([isOpen(/^npm ci/), isOpen(/^npm test/)]).toEqual([true, true]);
    await userEvent.keyboard('{Shift>}O{/Shift}');
    expect([isOpen(/^npm ci/), isOpen(/^npm test/)]).toEqual([false, false]);
    await userEvent.click(screen.getByRole('button', { name: 'Open all commands (o)' }));
    await userEvent.click(screen.getByRole('button', { name: 'Close all commands (O)' }));
    expect([isOpen(/^npm ci/), isOpen(/^npm test/)]).toEqual([false, false]);
  });

  it('opens what a permalink names, and lets it be closed', async () => {
    await renderUi(reader({ range: { from: 2, to: 2 } }));
    expect(screen.getByText('added 1 package')).toBeInTheDocument();
    await userEvent.click(head(/^npm ci/));
    expect(screen.queryByText('added 1 package')).toBeNull();
  });

  it('opens where the search has found something', async () => {
    await renderUi(reader());
    await userEvent.type(screen.getByRole('textbox', { name: 'Search in this log' }), 'package');
    expect(isOpen(/^npm ci/)).toBe(true);
    expect(screen.getByText('package').tagName).toBe('MARK');
  });

  it('is open while it grows, and closes what is done when it has ended', async () => {
    await renderUi(<Ending />);
    expect([isOpen(/^npm ci/), isOpen(/^npm test/)]).toEqual([true, true]);
    await userEvent.click(screen.getByRole('button', { name: 'End' }));
    expect([isOpen(/^npm ci/), isOpen(/^npm test/)]).toEqual([false, true]);
  });

  it('is as it ever was without any', async () => {
    await renderUi(reader({ of: lines.filter(({ stream }) => stream !== 'system') }));
    expect(screen.getByText('added 1 package')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /commands/ })).toBeNull();
  });
});
