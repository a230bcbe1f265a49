import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Problem } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { currentTraceId } from '@throughline/platform';
import { LogGapError } from './log-gap-error.js';

interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): unknown;
}

/** A problem with one member more than the platform's: where the runner has to go on. */
@Catch(LogGapError)
export class LogGapFilter implements ExceptionFilter<LogGapError> {
  catch(error: LogGapError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const problem: Problem & { expectedOffset: number } = {
      type: `https://throughline.dev/problems/${error.code}`,
      title: 'Conflict',
      status: 409,
      detail: error.message,
      instance: http.getRequest<{ url: string }>().url,
      code: error.code,
      traceId: currentTraceId() || newId(),
      expectedOffset: error.expectedOffset,
    };
    http.getResponse<Reply>().status(409).header('content-type', 'application/problem+json').send(problem);
  }
}
