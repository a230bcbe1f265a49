import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';

export interface RelayOptions {
  raw: ServerResponse;
  /** The head of the answer, from the upstream's. The reply is the relay's from here on. */
  head: (status: number, headers: IncomingHttpHeaders) => OutgoingHttpHeaders;
  /** Called at most once, and only while the caller has heard nothing yet. */
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

  constructor(private readonly options: RelayOptions) {
    options.raw.once('close', () => this.onCallerGone());
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.options.raw.destroyed) this.onCallerGone();
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return; // an early hint is between the two of us
    const { raw, head } = this.options;
    raw.writeHead(status, head(status, headers));
    this.state = 'answering';
    this.length = Number(headers['content-length'] ?? Number.NaN);
    // What comes without an end must not wait for its first byte.
    if (Number.isNaN(this.length)) raw.flushHeaders();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
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
    const { state } = this;
    this.state = 'over';
    // Half an answer cannot be taken back; a connection that breaks tells the caller that it is one.
    if (state === 'answering') this.options.raw.destroy();
    else if (state === 'waiting') this.options.onFailure(error);
  }

  /** Tells the upstream too. */
  private onCallerGone(): void {
    if (this.state === 'over') return;
    this.state = 'over';
    this.controller?.abort(new Error('the caller left'));
  }
}
