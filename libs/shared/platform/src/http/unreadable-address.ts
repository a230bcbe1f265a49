import type { Problem } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Answers an address that cannot be decoded or holds a longer segment than any id. Fastify finds it while routing, before
 * hooks, guards and filters: it is told as `frameworkErrors`, and there is nothing at such an address.
 */
export function answerUnreadableAddress(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const problem: Problem = {
    type: 'https://throughline.dev/problems/not_found',
    title: 'Not Found',
    status: 404,
    detail: 'There is nothing at this address.',
    instance: '/',
    code: 'not_found',
    traceId: newId().replaceAll('-', ''),
  };
  void reply.status(404).header('content-type', 'application/problem+json').send(problem);
}
