import { execFile } from 'node:child_process';

/** A git command that failed. `message` is for people and names no path of this machine. */
export class GitError extends Error {
  constructor(
    message: string,
    /** True when the next try may go better. */
    readonly isTransient: boolean,
    /** True when another git was at the same thing, or one that was killed has left it locked. */
    readonly isLocked = false,
  ) {
    super(message);
    this.name = 'GitError';
  }
}

interface GitOptions {
  /** A file that takes the place of the user's and the machine's configuration. */
  configFile: string;
  timeoutMs: number;
  maxBytes?: number;
  /** What git reads from its standard input. */
  input?: string;
  /** An index of its own, for commands that prepare a tree. */
  indexFile?: string;
}

/** All that a git of ours is told from outside: no prompt, no configuration but the file's, no protocol but the disk's. */
export const gitEnvironment = (configFile: string): Record<string, string> => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C.UTF-8',
  GIT_TERMINAL_PROMPT: '0',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: configFile,
  GIT_ALLOW_PROTOCOL: 'file',
  GIT_NO_REPLACE_OBJECTS: '1',
});

/**
 * Runs git with an argument array: no shell, no prompt, no configuration but ours, no hooks. Resolves to its output.
 * @throws GitError
 */
export function runGit(args: readonly string[], options: GitOptions): Promise<string> {
  const index = options.indexFile === undefined ? {} : { GIT_INDEX_FILE: options.indexFile };
  const settings = {
    env: { ...gitEnvironment(options.configFile), ...index },
    timeout: options.timeoutMs,
    maxBuffer: options.maxBytes ?? 1024 * 1024,
    killSignal: 'SIGKILL' as const,
  };
  return new Promise((resolve, reject) => {
    const child = execFile('git', args, { ...settings, encoding: 'utf8' }, (error, stdout) => {
      if (!error) return resolve(stdout);
      reject(explained(commandOf(args), error));
    });
    // One that ends without reading says why by its exit code.
    child.stdin?.on('error', () => undefined).end(options.input ?? '');
  });
}

/** What git says, in its own words, when it does not get a lock or finds that a ref has moved before it got one. */
const LOCKED = /cannot lock ref|could not lock|Unable to create '[^']*\.lock'/;

/** The word that says what is done: what comes first may be where. */
const commandOf = ([first = '', _place, third = '']: readonly string[]): string => (first === '-C' ? third : first);

function explained(command: string, error: Error & { code?: unknown; killed?: boolean }): GitError {
  if (error.code === 'ENOENT') return new GitError('git is not installed where the pipelines service runs.', true);
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
    return new GitError('git gave more output than expected.', false);
  if (error.killed) return new GitError(`git ${command} took too long.`, true);
  const isOurs = command === 'init' || command === 'fetch';
  return new GitError(`git ${command} failed.`, isOurs, LOCKED.test(error.message));
}
