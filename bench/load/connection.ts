import { connect, type Socket } from 'node:net';
import { AnswerReader } from './answer-reader.ts';

export interface Shot {
  /** The request, as bytes in pieces. */
  bytes: Buffer[];
  expected: Buffer;
  /** From when its time counts. */
  startedAt: number;
  /** The number of a POST. */
  id: number | undefined;
}

export interface Outcome {
  shot: Shot;
  isRight: boolean;
  reason: string | null;
}

/** One keep-alive connection: a request at a time, written and read as plain bytes, because that is the cheapest. */
export class Connection {
  readonly #socket: Socket;
  readonly #reader = new AnswerReader();
  readonly #onDone: (connection: Connection, outcome: Outcome) => void;
  #shot: Shot | undefined;

  private constructor(socket: Socket, onDone: (connection: Connection, outcome: Outcome) => void) {
    this.#socket = socket;
    this.#onDone = onDone;
    socket.on('data', (chunk: Buffer) => {
      if (this.#shot && this.#reader.push(chunk)) this.#finish(this.#reader.isRight, this.#reader.reason);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => this.#finish(false, 'the connection was closed'));
  }

  static open(port: number, onDone: (connection: Connection, outcome: Outcome) => void): Promise<Connection> {
    return new Promise((done, fail) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      socket.once('error', fail);
      socket.once('connect', () => done(new Connection(socket, onDone)));
    });
  }

  get isUsable(): boolean {
    return !this.#socket.destroyed;
  }

  send(shot: Shot): void {
    this.#shot = shot;
    this.#reader.expect(shot.expected);
    if (shot.bytes.length > 1) this.#socket.cork();
    for (const piece of shot.bytes) this.#socket.write(piece);
    if (shot.bytes.length > 1) this.#socket.uncork();
  }

  close(): void {
    this.#socket.destroy();
  }

  #finish(isRight: boolean, reason: string | null): void {
    const shot = this.#shot;
    if (!shot) return;
    this.#shot = undefined;
    if (!isRight) this.#socket.destroy();
    this.#onDone(this, { shot, isRight, reason });
  }
}
