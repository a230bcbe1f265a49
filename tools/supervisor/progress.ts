/** The terminal as the supervisor sees it. */
export interface Progress {
  /** Shows a piece of work while it runs and, with how long it took, when it is done. */
  step<T>(title: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T>;
  /** A sentence that the reader has to know. */
  note(text: string): void;
  /** Lines that stay, as they are. */
  print(lines: string[]): void;
}

export interface Terminal {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 120;
const CLEAR_LINE = '\r\u001b[2K';

/** One moving line on a terminal; plain lines, one per event, everywhere else. */
export function openProgress(terminal: Terminal): Progress {
  let line: (() => string) | undefined;
  const redraw = (): void => {
    if (line && terminal.isTTY) terminal.write(CLEAR_LINE + line().slice(0, (terminal.columns ?? 80) - 1));
  };
  const print = (lines: string[]): void => {
    if (terminal.isTTY) terminal.write(CLEAR_LINE);
    terminal.write(lines.map((text) => `${text}\n`).join(''));
    redraw();
  };
  const step: Progress['step'] = async (title, work) => {
    const startedAt = performance.now();
    let detail = '';
    const show = (mark: string): string => stepLine({ mark, title, detail, ms: performance.now() - startedAt });
    line = () => show(FRAMES[Math.floor((performance.now() - startedAt) / FRAME_MS) % FRAMES.length] ?? '');
    const timer = terminal.isTTY ? setInterval(redraw, FRAME_MS) : undefined;
    try {
      const result = await work((text) => (detail = text));
      line = undefined;
      print([show('✓')]);
      return result;
    } catch (error) {
      line = undefined;
      print([show('✗')]);
      throw error;
    } finally {
      clearInterval(timer);
    }
  };
  return { step, print, note: (text) => print([`  ! ${text}`]) };
}

export interface StepLine {
  mark: string;
  title: string;
  detail: string;
  ms: number;
}

/** `  ✓ PostgreSQL        embedded, port 5433 · 0.7 s` */
export function stepLine({ mark, title, detail, ms }: StepLine): string {
  const took = `${(ms / 1000).toFixed(1)} s`;
  return `  ${mark} ${title.padEnd(18)} ${detail === '' ? took : `${detail} · ${took}`}`;
}
