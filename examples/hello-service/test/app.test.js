import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createApp } from '../src/app.js';

let server;
let base;
before(async () => {
  server = createApp();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

test('is healthy', async () => assert.equal((await fetch(`${base}/healthz`)).status, 200));
test('says hello', async () => {
  const answer = await (await fetch(`${base}/hello?name=Ada`)).json();
  assert.deepEqual(answer, { message: 'Hello, Ada!', visit: 1 });
});
test('knows no other page', async () => assert.equal((await fetch(`${base}/nothing`)).status, 404));
