import { createApp } from './app.js';
import { log } from './log.js';

const port = Number(process.env.PORT ?? 3000);
const server = createApp().listen(port, '127.0.0.1', () => log('info', `listening on ${port}`));

process.on('SIGTERM', () => {
  log('info', 'stopping');
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
