import type { FastifyInstance } from 'fastify';
import type { Server, ServerResponse } from 'node:http';

interface OpenAnswers {
  isStopping: boolean;
  ends: Set<() => void>;
}

const opened = new WeakMap<Server, OpenAnswers>();

function answersOf(server: Server): OpenAnswers {
  const known = opened.get(server) ?? { isStopping: false, ends: new Set() };
  opened.set(server, known);
  return known;
}

/**
 * For an answer that waits for something or has no end of its own: `end` is called once when the server is told to
 * stop, so that the answer is finished and not cut off. Returns what takes it back once the answer has ended.
 */
export function endAtStop(response: ServerResponse, end: () => void): () => void {
  const { ends, isStopping } = answersOf(serverOf(response));
  // One that was on its way when the others were ended; its caller is not done with opening it.
  if (isStopping) setImmediate(end);
  else ends.add(end);
  return () => ends.delete(end);
}

/** Lets what was given to `endAtStop` end when the server stops, before it waits for its open answers. */
export function registerEndAtStop(fastify: FastifyInstance): void {
  fastify.addHook('preClose', (done) => {
    const answers = answersOf(fastify.server as Server);
    answers.isStopping = true;
    for (const end of answers.ends) end();
    done();
  });
}

/** Node sets it on every connection of its HTTP servers. */
function serverOf({ req }: ServerResponse): Server {
  return (req.socket as unknown as { server: Server }).server;
}
