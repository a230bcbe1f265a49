import { request } from 'undici';
import { SseData } from './sse-data.js';

export interface LiveSource {
  url: URL;
  token: string;
  signal: AbortSignal;
  onOpen: () => void;
  onData: (data: string) => void;
}

/**
 * Reads one upstream event stream until it ends. Resolves to false when the upstream refuses the token, which no
 * retry heals, else to true. Rejects when the connection fails.
 */
export async function readLive({ url, token, signal, onOpen, onData }: LiveSource): Promise<boolean> {
  const answer = await request(url, {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
    signal,
    bodyTimeout: 0,
  });
  if (answer.statusCode !== 200) {
    await answer.body.dump();
    return answer.statusCode >= 500 || answer.statusCode === 401;
  }
  onOpen();
  const events = new SseData();
  for await (const chunk of answer.body) events.push(chunk as Uint8Array).forEach(onData);
  return true;
}
