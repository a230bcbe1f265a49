import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { lastValueFrom, type Observable, of } from 'rxjs';
import { currentContext } from '../context/request-context.js';
import { DEADLINE } from './deadline.decorator.js';

/** Answers a request at its deadline, whatever its handler waits for: 503 `deadline_exceeded`. */
@Injectable()
export class DeadlineInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const deadline = currentContext()?.deadline;
    if (!deadline) return next.handle();
    const targets = [execution.getHandler(), execution.getClass()];
    const limitMs = this.reflector.getAllAndOverride<number | undefined>(DEADLINE, targets);
    if (limitMs !== undefined) deadline.limitTo(limitMs);
    return of(await deadline.bound(() => lastValueFrom(next.handle(), { defaultValue: undefined })));
  }
}
