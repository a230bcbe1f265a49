import { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { useTemporaryFolder } from '../temporary-folder.config.ts';
import { HOST_SECRET } from './i4-corpus.ts';

/** What the services of this process do to the database, the machine and the folder in which they are. */
export interface Watch {
  /** The folder below which services, which find it as the place for temporary files, may write where they are given. */
  folder: string;
  /** From here on what is new in the folder counts. */
  begin(): void;
  /** SQLSTATE and message of every error that PostgreSQL has answered with. */
  databaseErrors: { code: string; message: string }[];
  /** The arguments of every process that was started, the program first. */
  processes: string[][];
  /** What is new in the folder, beside what was there when the watch began, and in the working directory. */
  strayFiles(): string[];
  end(): void;
}

/** Watches this process until `end`; to be called before a service is started, and once at a time. */
export function startWatch(): Watch {
  const folder = realpathSync(mkdtempSync('/tmp/i4-'));
  mkdirSync(join(folder, 'outside'));
  writeFileSync(join(folder, 'outside/secret.txt'), HOST_SECRET);
  const databaseErrors: Watch['databaseErrors'] = [];
  const processes: string[][] = [];
  const restore = [
    useTemporaryFolder(folder),
    hearDatabase((error) => databaseErrors.push(error)),
    hearProcesses((argv) => processes.push(argv)),
  ];
  const listed = (): string[] => [
    ...entriesOf(folder),
    ...entriesOf(join(folder, 'outside')),
    ...entriesOf(process.cwd()),
  ];
  let before = listed();
  return {
    folder,
    begin: () => (before = listed()),
    databaseErrors,
    processes,
    strayFiles: () => listed().filter((path) => !before.includes(path)),
    end: () => {
      for (const undo of restore) undo();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const entriesOf = (folder: string): string[] => readdirSync(folder).map((name) => join(folder, name));

function hearDatabase(hear: (error: Watch['databaseErrors'][number]) => void): () => void {
  const { emit } = pg.Connection.prototype;
  pg.Connection.prototype.emit = function (this: pg.Connection, name: string | symbol, ...values: unknown[]) {
    const [error] = values as [{ code?: string; message?: string } | undefined];
    if (name === 'errorMessage') hear({ code: error?.code ?? '', message: error?.message ?? '' });
    return emit.call(this, name, ...values);
  } as typeof emit;
  return () => (pg.Connection.prototype.emit = emit);
}

interface Spawning {
  spawn(options: { file: string; args?: string[] }): unknown;
}

/** Everything that starts a process without waiting for its end passes here. */
function hearProcesses(hear: (argv: string[]) => void): () => void {
  const prototype = ChildProcess.prototype as unknown as Spawning;
  const { spawn } = prototype;
  prototype.spawn = function (this: Spawning, options) {
    hear(options.args ?? [options.file]);
    return spawn.call(this, options);
  };
  return () => (prototype.spawn = spawn);
}
