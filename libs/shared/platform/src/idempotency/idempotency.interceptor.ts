import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { lastValueFrom, type Observable, of } from 'rxjs';
import type { Principal } from '../auth/principal.js';
import { currentContext } from '../context/request-context.js';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { asRefusal, STATUS_OF } from '../http/problem.js';
import { SecretBox } from '../secrets/secret-box.js';
import { IdempotencyKeys, type Lease } from './idempotency-keys.js';
import { refuse } from './idempotency.errors.js';
import { isKeyText } from './key-text.js';
import { type KeyedRequest, keyedRequest } from './keyed-request.js';
import { NOT_IDEMPOTENT } from './not-idempotent.decorator.js';
import { refusalOf, replay, type Reply, successOf } from './recorded-answer.js';
import { type RecordedStep, StepLog } from './step-log.js';

interface Request {
  method: string;
  url: string;
  routeOptions: { url?: string };
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
  user?: Principal;
}

const RENEW_MS = 20_000;

/**
 * Makes every POST with an Idempotency-Key safe to repeat. The handler runs as numbered steps (StepLog), and its answer
 * is kept for 48 hours; a retry gets that answer, or, where a run ended between its commit and the answer, goes on from
 * the committed steps to the same one.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly keys: IdempotencyKeys,
    private readonly box: SecretBox,
    private readonly reflector: Reflector,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = execution.switchToHttp().getRequest<Request>();
    const key = this.keyOf(execution, request);
    if (key === undefined) return next.handle();
    const reply = execution.switchToHttp().getResponse<Reply>();
    const claim = await this.keys.claim(describe(request, key));
    switch (claim.kind) {
      case 'replay':
        return of(replay(claim.answer, reply));
      case 'reused':
        throw refuse('idempotency_key_reused');
      case 'in_flight':
        throw inFlight(reply);
      case 'run':
        return of(await this.run(claim, next, reply));
    }
  }

  /** Undefined where the request is run as it is. @throws AppError for a header that is no key */
  private keyOf(execution: ExecutionContext, { method, headers, body }: Request): string | undefined {
    const given = headers['idempotency-key'];
    if (method !== 'POST' || given === undefined || isStream(body)) return undefined;
    const targets = [execution.getHandler(), execution.getClass()];
    if (this.reflector.getAllAndOverride<string | undefined>(NOT_IDEMPOTENT, targets) !== undefined) return undefined;
    if (typeof given !== 'string' || !isKeyText(given)) throw refuse('idempotency_key_invalid');
    return given;
  }

  private async run(
    { lease, steps }: { lease: Lease; steps: RecordedStep[] },
    next: CallHandler,
    reply: Reply,
  ): Promise<unknown> {
    const log = new StepLog(lease.keyId, steps, this.box);
    const renewal = setInterval(() => void this.keys.renew(lease).catch(() => undefined), RENEW_MS);
    try {
      const body = await inSteps(log, () => lastValueFrom(next.handle(), { defaultValue: undefined }));
      await this.keep(lease, successOf(reply, body));
      return body;
    } catch (error) {
      throw await this.failed(lease, log, { error, reply });
    } finally {
      clearInterval(renewal);
    }
  }

  /** The command is committed by now: an answer that cannot be kept is computed again for the retry that asks for it. */
  private async keep(lease: Lease, answer: Parameters<IdempotencyKeys['finish']>[1]): Promise<void> {
    try {
      await this.keys.finish(lease, answer);
    } catch (error) {
      this.logger.warn({ err: error }, 'the answer to a request with an idempotency key was not kept');
    }
  }

  /**
   * The error to answer with. A refusal after something was committed is the answer, and is kept; one before leaves no
   * trace; an outage keeps what is committed, for the retry to go on from.
   */
  private async failed(
    lease: Lease,
    log: StepLog,
    { error, reply }: { error: unknown; reply: Reply },
  ): Promise<unknown> {
    const refusal = asRefusal(error);
    const isRefusal = STATUS_OF[refusal.category] < 500 && refusal.category !== 'limited';
    if (refusal.code === 'idempotency_in_flight') reply.header('retry-after', '1');
    else if (isRefusal && log.hasEffects()) {
      await this.keep(lease, refusalOf(refusal));
      return error;
    }
    const hasSteps = await this.keys.release(lease).catch(() => false);
    // Steps that this run did not know of: an earlier one was committed meanwhile, and its answer is the right one.
    return isRefusal && hasSteps && !log.hasEffects() ? inFlight(reply) : error;
  }
}

function describe(request: Request, key: string): KeyedRequest {
  return keyedRequest(key, {
    method: request.method,
    url: request.url,
    route: request.routeOptions.url ?? request.url,
    body: request.body,
    principal: request.user,
    address: currentContext()?.ip ?? '',
    cookie: String(request.headers['cookie'] ?? ''),
  });
}

async function inSteps<T>(log: StepLog, work: () => Promise<T>): Promise<T> {
  const context = currentContext();
  if (context) context.steps = log;
  try {
    return await work();
  } finally {
    log.close();
    if (context) context.steps = undefined;
  }
}

function inFlight(reply: Reply): Error {
  reply.header('retry-after', '1');
  return refuse('idempotency_in_flight');
}

/** Uploads are read by their handler as they come, and are known by their digest. */
function isStream(body: unknown): boolean {
  return typeof (body as { pipe?: unknown } | null | undefined)?.pipe === 'function';
}
