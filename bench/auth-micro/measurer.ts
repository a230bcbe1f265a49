import 'reflect-metadata';
import { credentialCases } from './credential-cases.ts';
import { exchangeCases } from './exchange-cases.ts';
import { measureCase } from './measure-case.ts';
import type { MicroCase, MicroOrder, MicroSetup } from './micro-case.ts';
import { tokenCases } from './token-cases.ts';

// A process of its own, on a core of its own, that times one operation at a time as it is told over the channel.
const cases = new Map<string, MicroCase>();

async function open(setup: MicroSetup): Promise<unknown> {
  const all = [...(await tokenCases()), ...(await credentialCases(setup)), ...exchangeCases(setup)];
  for (const one of all) cases.set(one.id, one);
  return { cases: all.map(({ id, kind }) => ({ id, kind })) };
}

async function answer(order: MicroOrder): Promise<unknown> {
  if ('setup' in order) return open(order.setup);
  const one = cases.get(order.case);
  if (!one) throw new Error(`there is no case ${order.case}`);
  return { isRight: await one.check(), round: await measureCase(one, order.measureMs) };
}

process.on('message', (order: MicroOrder) => {
  answer(order).then(
    (reply) => process.send?.(reply),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
process.send?.({ ready: true });
