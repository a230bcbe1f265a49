import { createServer, type Socket } from 'node:net';
import { RequestReader } from './request-reader.ts';
import { Receipts } from './receipts.ts';

// The service behind every arm: as little work as an answer can be, so that what is measured is what stands before it.
// It counts what it was sent; `{ask: 'receipts'}` over the channel returns that.
const receipts = new Receipts();
const server = createServer({ noDelay: true }, (socket: Socket) => {
  const reader = new RequestReader(receipts);
  socket.on('data', (chunk: Buffer) => {
    const answer = reader.push(chunk);
    if (answer) socket.write(answer);
  });
  socket.on('error', () => socket.destroy());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ ready: true, port: typeof address === 'object' && address ? address.port : 0 });
});
process.on('message', () => process.send?.({ receipts: receipts.list() }));
process.once('disconnect', () => process.exit());
