import { Button, Modal } from '@mantine/core';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { renderUi } from '../../../test/render.js';
import { useFocusBack } from './use-focus-back.js';
import { useKeptFocus } from './use-kept-focus.js';

function Asked({ onClose }: { onClose: () => void }) {
  useFocusBack();
  return (
    <Modal opened onClose={onClose} title="Asked">
      <button type="button" onClick={onClose}>
        Done
      </button>
    </Modal>
  );
}

function Page({ staysThere }: { staysThere: boolean }) {
  const [step, setStep] = useState<'before' | 'open' | 'after'>('before');
  return (
    <div id="content" tabIndex={-1}>
      {(staysThere || step !== 'after') && <Button onClick={() => setStep('open')}>Ask</Button>}
      {step === 'open' && <Asked onClose={() => setStep('after')} />}
    </div>
  );
}

async function askAndClose(staysThere: boolean): Promise<void> {
  await renderUi(<Page staysThere={staysThere} />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Ask' }));
  await user.click(await screen.findByRole('button', { name: 'Done' }));
}

it('a dialog gives the focus back to what opened it', async () => {
  await askAndClose(true);
  expect(screen.getByRole('button', { name: 'Ask' })).toHaveFocus();
});

it('a dialog whose opener is gone leaves the focus at the content of the page', async () => {
  await askAndClose(false);
  expect(document.activeElement?.id).toBe('content');
});

function Working() {
  const [isWorking, setWorking] = useState(false);
  const button = useKeptFocus(isWorking);
  return (
    <>
      <Button ref={button} loading={isWorking} onClick={() => setWorking(true)}>
        Work
      </Button>
      <output onMouseEnter={() => setWorking(false)}>over</output>
    </>
  );
}

it('a button that worked has the focus again', async () => {
  await renderUi(<Working />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Work' }));
  (document.activeElement as HTMLElement).blur(); // as browsers do it to what is disabled
  await user.hover(screen.getByText('over'));
  expect(screen.getByRole('button', { name: 'Work' })).toHaveFocus();
});
