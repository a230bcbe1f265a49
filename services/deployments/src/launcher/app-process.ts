import { Masker } from '@throughline/kernel';
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { LaunchSpec } from './launch-spec.js';
import { LineSplitter } from './line-splitter.js';

const DRAIN_MS = 1_000;

export interface AppEnd {
  /** In words, for the last line of the app's output. */
  text: string;
  exitCode: number;
}

export type OnLine = (line: string, stream: 'stdout' | 'stderr') => void;

/** Starts the app in the launcher's process group; its secrets are masked in what it writes. `ended` settles after its last line was handed on. */
export function startApp(spec: LaunchSpec, onLine: OnLine): { child: ChildProcess; ended: Promise<AppEnd> } {
  const [program, ...args] = spec.command;
  const child = spawn(program, args, {
    cwd: spec.workingDirectory,
    env: spec.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const masker = new Masker(spec.secrets);
  follow(child.stdout, masker, (line) => onLine(line, 'stdout'));
  follow(child.stderr, masker, (line) => onLine(line, 'stderr'));
  const ended = new Promise<AppEnd>((resolve) => {
    child.once('error', (error) => resolve({ text: `could not be started: ${error.message}`, exitCode: 127 }));
    child.once('exit', (code, signal) => {
      const end = {
        text: `ended with ${signal === null ? `exit code ${code}` : `signal ${signal}`}`,
        exitCode: code ?? 1,
      };
      child.once('close', () => resolve(end));
      setTimeout(() => resolve(end), DRAIN_MS).unref(); // a process that the app left behind may hold its pipes open
    });
  });
  return { child, ended };
}

function follow(stream: Readable, masker: Masker, onLine: (line: string) => void): void {
  const splitter = new LineSplitter(onLine);
  const mask = masker.stream();
  stream.on('data', (chunk: Buffer) => splitter.write(mask.push(chunk)));
  stream.on('end', () => {
    splitter.write(mask.end());
    splitter.end();
  });
}
