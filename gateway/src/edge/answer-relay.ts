import type { IncomingHttpHeaders, OutgoingHttpHeader, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { CallerGoneError } from '../links/caller-gone-error.js';

export interface RelayOptions {
  raw: ServerResponse;
  /** The caller's body, while it has one to send. */
  body: Readable | null;
  /** Within so many milliseconds the answer has to begin; the time in which the caller sends its body does not count. */
  limitMs: number;
  /** The head of the answer, names and values in turn, from the upstream's. The reply is the relay's from here on. */
  head: (status: number, headers: IncomingHttpHeaders) => OutgoingHttpHeader[];
  /** Called once, when the answer has begun. */
  onAnswer: () => void;
  /** Called instead, once, when it never will: a CallerGoneError when the caller left, else the caller has heard nothing. */
  onFailure: (error: Error) => void;
}

/** Up to here, copying an answer costs less than a second buffer in the same system call. */
const SMALL_BYTES = 16 * 1024;

/**
 * Passes one answer on as it comes, in the pace of the slower side. It writes to the caller's connection itself: two
 * streams and a pipe between them would cost as much as all else that the gateway does for a small answer.
 */
export class AnswerRelay implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  /** Of the body, as announced. */
  private length = Number.NaN;
  private state: 'waiting' | 'answering' | 'over' = 'waiting';
  private clock: NodeJS.Timeout | undefined;

  constructor(private readonly options: RelayOptions) {
    options.raw.once('close', () => this.onCallerGone());
    this.startClock(); // waiting for a free connection counts
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.state === 'over' || this.options.raw.destroyed) return controller.abort(new Error('nobody waits'));
    const { body } = this.options;
    if (!body || body.readableEnded) return;
    clearTimeout(this.clock);
    body.once('end', () => this.startClock());
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return; // an early hint is between the two of us
    const { raw, head, onAnswer } = this.options;
    clearTimeout(this.clock);
    raw.writeHead(status, head(status, headers));
    this.state = 'answering';
    onAnswer();
    this.length = Number(headers['content-length'] ?? Number.NaN);
    // What comes without an end must not wait for its first byte.
    if (Number.isNaN(this.length)) raw.flushHeaders();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.state === 'over') return;
    const { raw } = this.options;
    if (chunk.length === this.length && chunk.length <= SMALL_BYTES) {
      // The whole of it: as text, byte for byte, it leaves in one piece with its head.
      raw.end(chunk.toString('latin1'), 'latin1');
      return;
    }
    if (raw.write(chunk)) return;
    controller.pause();
    raw.once('drain', () => controller.resume());
  }

  onResponseEnd(): void {
    this.state = 'over';
    if (!this.options.raw.writableEnded) this.options.raw.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    // Half an answer cannot be taken back; a connection that breaks tells the caller that it is one.
    if (this.state === 'answering') this.options.raw.destroy();
    this.fail(error);
  }

  private startClock(): void {
    if (this.state !== 'waiting' || this.options.limitMs === Infinity) return;
    this.clock = setTimeout(() => this.giveUp(new Error('no answer in time')), this.options.limitMs);
  }

  /** Ends an answer that has no end of its own: whole to here for the caller, and given up at the upstream. */
  end(): void {
    if (this.state === 'answering') this.options.raw.end();
    this.giveUp(new Error('the gateway is stopping'));
  }

  /** Tells the upstream too. Every answer ends here; an error, which records where it was made, is for those that broke. */
  private onCallerGone(): void {
    if (this.state !== 'over') this.giveUp(new CallerGoneError('the caller left'));
  }

  private giveUp(reason: Error): void {
    if (this.state === 'over') return;
    this.fail(reason);
    this.controller?.abort(reason);
  }

  /** Ends it; only who has heard nothing yet can still be told. */
  private fail(error: Error): void {
    const { state } = this;
    this.state = 'over';
    clearTimeout(this.clock);
    if (state === 'waiting') this.options.onFailure(error);
  }
}
