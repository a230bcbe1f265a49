import { logs } from './data/logs.mjs';

const send = (response, data) => response.write(`data: ${JSON.stringify(data)}\n\n`);

/** Opens an SSE answer: heartbeats for /live, a line each second for the log tail, two and a half for a node's log. */
export function openStream(response, url, state) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': open\n\n');
  const timers = [setInterval(() => response.write(': beat\n\n'), 15_000)];
  if (url.pathname.endsWith('/log/stream')) {
    let line = Number(url.searchParams.get('fromLine') ?? 1);
    const write = () =>
      send(response, { line, at: new Date().toISOString(), stream: 'stdout', text: `order ${line++} paid` });
    timers.push(setInterval(write, 400));
  }
  if (url.pathname.endsWith('/tail') && state === 'full') {
    let count = 0;
    timers.push(
      setInterval(
        () =>
          send(response, {
            ...logs[count % logs.length],
            id: String(1_000_000 + count++),
            at: new Date().toISOString(),
          }),
        1000,
      ),
      setTimeout(() => response.write('event: dropped\ndata: {"dropped":128}\n\n'), 2500),
    );
  }
  response.on('close', () => timers.forEach((timer) => clearInterval(timer)));
}
