import type { FastifyInstance } from 'fastify';
import { currentContext } from '../context/request-context.js';
import { RequestDeadline } from './request-deadline.js';

/** Gives every request its deadline, counted from when it has been read: how fast it comes is up to the caller. */
export function registerDeadlines(fastify: FastifyInstance, limitMs: number): void {
  fastify.addHook('preValidation', (_request, _reply, done) => {
    const context = currentContext();
    if (context) context.deadline = new RequestDeadline(limitMs);
    done();
  });
}
