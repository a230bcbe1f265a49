import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { problemAnswer } from './problem.js';

interface Reply {
  sent: boolean;
  raw: { headersSent: boolean; destroy(): void };
  status(code: number): Reply;
  headers(values: Record<string, string>): Reply;
  send(body: unknown): unknown;
}

/** Turns every error into problem+json. Strangers get an opaque 500 and a trace id; the cause is in the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<Reply>();
    const { problem, headers } = problemAnswer(error, http.getRequest<{ url: string }>().url);
    if (problem.status >= 500) this.logger.error({ err: error, code: problem.code }, 'request failed');
    if (reply.sent || reply.raw.headersSent) return reply.raw.destroy(); // a stream broke midway
    reply.status(problem.status).headers(headers).send(problem);
  }
}
