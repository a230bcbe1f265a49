import { openProgress, stepLine } from './progress.ts';

function terminal(isTTY: boolean): { text: () => string; progress: ReturnType<typeof openProgress> } {
  let text = '';
  const progress = openProgress({ isTTY, columns: 40, write: (chunk) => (text += chunk) });
  return { text: () => text, progress };
}

describe('progress', () => {
  it('is plain lines where nobody can see a line move', async () => {
    const { text, progress } = terminal(false);
    const result = await progress.step('Build', async (detail) => {
      detail('fresh');
      progress.note('Port 4400 is taken.');
      return Promise.resolve(7);
    });
    expect(result).toBe(7);
    expect(text()).toMatch(/^ {2}! Port 4400 is taken\.\n {2}✓ Build {14}fresh · 0\.\d s\n$/);
  });

  it('clears its moving line before it prints, and never wraps it', async () => {
    const { text, progress } = terminal(true);
    await progress.step('Build', async (detail) => {
      detail('x'.repeat(200));
      progress.note('a note');
      return Promise.resolve();
    });
    const [before, moving] = text().split('  ! a note\n');
    expect(before).toBe('\r\u001b[2K');
    expect(moving?.split('\r\u001b[2K')[1]).toHaveLength(39);
  });

  it('marks what failed', async () => {
    const { text, progress } = terminal(false);
    await expect(progress.step('Build', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(text()).toContain('✗ Build');
  });

  it('shows how long a step took', () => {
    expect(stepLine({ mark: '✓', title: 'Runner', detail: '', ms: 1049 })).toBe('  ✓ Runner             1.0 s');
  });
});
