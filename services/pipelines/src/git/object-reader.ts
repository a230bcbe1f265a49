import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { gitEnvironment } from './git-command.js';

/** An object of a repository. `text` is undefined when there is more of it than was asked for. */
export interface GitObject {
  sha: string;
  type: string;
  text: string | undefined;
}

/** What a name leads to: undefined for nothing. `unasked` when git ended before it came to the question. */
export type GitAnswer = GitObject | undefined | 'unasked';

interface Question {
  name: string;
  maxBytes: number;
  resolve(answer: GitAnswer): void;
}

interface ReaderOptions {
  configFile: string;
  /** How long git may take for an answer. */
  answerMs: number;
  /** After how long without a question git ends. */
  idleMs: number;
}

const HEADER = /^([0-9a-f]{40}) ([a-z]+) (\d+)$/;
const NEW_LINE = 10;

/**
 * One git that answers what a repository holds, one question after the other, until nobody has asked for a while. To start
 * a process is most of what an answer costs, and who asks for the head of a branch asks for a file of it next. What is
 * fetched while it runs, it finds.
 */
export class ObjectReader {
  private readonly git: ChildProcessWithoutNullStreams;
  private readonly questions: Question[] = [];
  private answer = Buffer.alloc(0);
  private timer: NodeJS.Timeout | undefined;
  private isOpen = true;

  constructor(
    folder: string,
    private readonly options: ReaderOptions,
    private readonly onEnd: () => void,
  ) {
    const env = gitEnvironment(options.configFile);
    this.git = spawn('git', ['-C', folder, 'cat-file', '--batch'], { env });
    this.git.stdin.on('error', () => undefined); // of one that has ended: `close` tells
    this.git.stdout.on('data', (chunk: Buffer) => this.take(chunk));
    this.git.stderr.resume();
    this.git.on('error', () => this.fail()).on('close', () => this.fail());
    this.expect(options.idleMs);
  }

  /** What a name leads to, as git writes names. Nothing when git does not answer in time, or the name has two lines. */
  read(name: string, maxBytes: number): Promise<GitAnswer> {
    return new Promise((resolve) => {
      if (name.includes('\n')) return resolve(undefined);
      if (!this.isOpen) return resolve('unasked');
      this.questions.push({ name, maxBytes, resolve });
      if (this.questions.length === 1) this.ask();
    });
  }

  get isIdle(): boolean {
    return this.questions.length === 0;
  }

  /** Ends git, whatever it is at: nobody can tell what it would have answered. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    clearTimeout(this.timer);
    this.git.kill('SIGKILL');
    this.onEnd();
    for (const { resolve } of this.questions.splice(0)) resolve('unasked');
  }

  /** What git died of, or came to no end with, is the question that it was at. */
  private fail(): void {
    this.questions.shift()?.resolve(undefined);
    this.close();
  }

  private ask(): void {
    const [next] = this.questions;
    this.expect(next ? this.options.answerMs : this.options.idleMs);
    if (next) this.git.stdin.write(`${next.name}\n`);
  }

  private expect(withinMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fail(), withinMs);
  }

  /** A line that says what follows, that, and a new line; or a line that says that there is nothing. */
  private take(chunk: Buffer): void {
    const [asked] = this.questions;
    this.answer = Buffer.concat([this.answer, chunk]);
    const end = this.answer.indexOf(NEW_LINE);
    if (end < 0 || !asked) return;
    const [, sha, type, size] = HEADER.exec(this.answer.toString('utf8', 0, end)) ?? [];
    if (sha === undefined || type === undefined) return this.reply(undefined, end + 1);
    const [from, to] = [end + 1, end + 1 + Number(size)];
    if (Number(size) > asked.maxBytes) return this.giveUp({ sha, type, text: undefined });
    if (this.answer.length > to) this.reply({ sha, type, text: this.answer.toString('utf8', from, to) }, to + 1);
  }

  /** What is left of a large object is not worth reading. */
  private giveUp(object: GitObject): void {
    this.questions.shift()?.resolve(object);
    this.close();
  }

  private reply(object: GitObject | undefined, length: number): void {
    this.answer = this.answer.subarray(length);
    this.questions.shift()?.resolve(object);
    this.ask();
  }
}
