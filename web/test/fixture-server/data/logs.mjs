import { environments, services } from './delivery.mjs';
import { ago, id } from './ids.mjs';
import { changes } from './observability.mjs';

const [checkout, catalog, mailer] = services;
const [staging, production] = environments;
const STACK = `TypeError: Cannot read properties of undefined (reading 'wallet')
    at charge (/srv/checkout/dist/payments/charge.js:48:31)
    at async PaymentsController.create (/srv/checkout/dist/payments/payments.controller.js:22:20)
    at async Router.handle (/srv/checkout/node_modules/router/index.js:119:7)`;
const MESSAGES = [
  ['info', 'GET /orders/4127 200 in 12 ms'],
  ['info', 'POST /payments 201 in 240 ms'],
  ['debug', 'cache hit orders:991'],
  ['info', '\u001b[32m✓\u001b[39m health check answered in \u001b[1m4 ms\u001b[22m'],
  ['warn', 'payment provider answered in 3100 ms, limit is 4000 ms'],
  ['info', 'GET /catalog/items?page=2&sort=price 200 in 31 ms'],
  [
    'debug',
    '\u001b[36mSELECT\u001b[39m id, total, state FROM orders WHERE customer_id = $1 ORDER BY created_at DESC LIMIT 50',
  ],
];
const SIZES_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200];
const TOTAL = 1200;
const PAGE = 200;
const isBad = (index) => index > 180 && index < 300;

function message(index) {
  if (isBad(index) && index % 29 === 0) return ['fatal', 'worker 3 gave up after 5 restarts, exiting with code 70'];
  if (isBad(index) && index % 3 !== 0) return ['error', STACK];
  return index % 61 === 0
    ? ['error', 'connect ECONNREFUSED 10.0.4.17:5432']
    : MESSAGES[(index * 3 + (index % 11)) % MESSAGES.length];
}

function place(index) {
  if (isBad(index) || index % 4 < 2)
    return [checkout, production, index > 170 && index < 320 ? id('dep88') : id('dep89')];
  return index % 4 === 2 ? [catalog, production, id('dep86')] : [mailer, staging, index % 8 === 3 ? null : id('dep83')];
}

export const logs = Array.from({ length: TOTAL }, (_, index) => {
  const [level, text] = message(index);
  const [service, environment, deploymentId] = place(index);
  return {
    id: String(900_000 - index),
    at: ago(0, index * 8.137),
    level,
    message: text,
    meta:
      index % 5 === 4
        ? null
        : {
            path: '/payments',
            durationMs: (index * 37) % 900,
            customer: {
              id: 4000 + index,
              plan: 'team',
              isTrial: index % 2 === 0,
              address: { country: 'DE', zip: '10115' },
            },
            flags: ['wallet', 'new-cart'],
            retryOf: null,
          },
    serviceId: service.id,
    environmentId: environment.id,
    deploymentId,
    traceId: index % 5 === 4 ? null : id(`tr${Math.floor(index / 3)}`).replaceAll('-', ''),
    spanId: index % 5 === 4 ? null : id(`sp${index}`).slice(-12),
    requestId: `req-${index}`,
  };
});

function terms(text) {
  return [...text.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)].map(([, minus, phrase, word]) => [
    phrase ?? word,
    minus === '-',
  ]);
}

function matching(query) {
  const wanted = terms(query.get('text') ?? '');
  const levels = query.getAll('level');
  return logs.filter(
    (log) =>
      ['serviceId', 'environmentId', 'deploymentId', 'traceId'].every(
        (key) => !query.get(key) || log[key] === query.get(key),
      ) &&
      (levels.length === 0 || levels.includes(log.level)) &&
      wanted.every(([word, isNegated]) => log.message.toLowerCase().includes(word.toLowerCase()) !== isNegated) &&
      (!query.get('from') || log.at >= query.get('from')) &&
      (!query.get('to') || log.at <= query.get('to')),
  );
}

/** A page of the search, as the API cuts it. */
export function searchLogs(query) {
  const start = Number(query.get('cursor') ?? 0);
  const found = matching(query);
  const items = found.slice(start, start + PAGE);
  const isLast = start + PAGE >= found.length;
  return {
    items,
    nextCursor: isLast ? null : String(start + PAGE),
    searchedTo: isLast ? (query.get('from') ?? ago(1440)) : items.at(-1).at,
  };
}

/** Lines per bucket; each line stands for nine, so that the numbers look like those of a real day. */
export function histogramOf(query) {
  const from = Date.parse(query.get('from') ?? ago(1440));
  const to = Date.parse(query.get('to') ?? new Date().toISOString());
  const bucketMs = SIZES_S.map((size) => size * 1000).find((size) => (to - from) / size <= 119) ?? 86_400_000;
  const first = Math.floor(from / bucketMs) * bucketMs;
  const buckets = Array.from({ length: Math.floor((to - first) / bucketMs) + 1 }, (_, index) => ({
    at: new Date(first + index * bucketMs).toISOString(),
    debug: 0,
    info: 0,
    warn: 0,
    error: 0,
    fatal: 0,
  }));
  for (const log of matching(query)) {
    const bucket = buckets[Math.floor((Date.parse(log.at) - first) / bucketMs)];
    if (bucket) bucket[log.level] += log.level === 'fatal' ? 1 : 9;
  }
  const deployments = changes.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to);
  return { bucketMs, deployments, buckets };
}
