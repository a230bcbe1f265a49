import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { newId } from '@throughline/kernel';
import { OrgTx, type Tx } from '@throughline/platform';

/** Classes that put conditions into SQL, by the suffixes that the house gives them. */
const READERS = /(Repository|Queries|Reader|Lookup)$/;

type Method = (...parameters: unknown[]) => unknown;
interface Reader {
  name: string;
  instance: Record<string, Method>;
}

/**
 * T8: every method of every repository and read model, called with `undefined` for all that it filters by. Each has to
 * throw: a condition that is missing must never become "any row".
 * @param harmless `<Class>.<method>` whose parameters are not conditions, with the reason
 * @returns the methods that did not throw, and the reasons that name no method
 */
export async function undefinedFilterViolations(
  app: INestApplicationContext,
  harmless: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const readers = readersOf(app);
  const methods = readers.flatMap((reader) => methodsOf(reader).map((method) => ({ reader, method })));
  const names = methods.map(({ reader, method }) => `${reader.name}.${method}`);
  const violations = Object.keys(harmless)
    .filter((name) => !names.includes(name))
    .map((name) => `${name}: excused and not there`);
  for (const { reader, method } of methods) {
    const name = `${reader.name}.${method}`;
    if (Object.hasOwn(harmless, name)) continue;
    if (!(await throwsOnUndefined(app.get(OrgTx), reader, method))) violations.push(`${name}: did not throw`);
  }
  return methods.length === 0 ? ['no repository was found'] : violations;
}

function readersOf(app: INestApplicationContext): Reader[] {
  const providers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.providers.values()]);
  const readers = new Map<string, Reader>();
  for (const { instance, metatype } of providers) {
    const name = typeof metatype === 'function' ? metatype.name : '';
    if (instance && READERS.test(name)) readers.set(name, { name, instance: instance as Reader['instance'] });
  }
  return [...readers.values()];
}

/** Its methods that take more than a transaction or an organization. */
function methodsOf({ instance }: Reader): string[] {
  const prototype = Object.getPrototypeOf(instance) as Record<string, Method>;
  return Object.getOwnPropertyNames(prototype).filter((name) => {
    const method = prototype[name];
    return name !== 'constructor' && typeof method === 'function' && parametersOf(method).some(isCondition);
  });
}

async function throwsOnUndefined(orgTx: OrgTx, { instance }: Reader, name: string): Promise<boolean> {
  const orgId = newId();
  const call = async (tx: Tx): Promise<void> => {
    const method = instance[name] as Method;
    const given: Record<string, unknown> = { tx, orgId };
    await method.apply(
      instance,
      parametersOf(method).map((parameter) => given[parameter]),
    );
  };
  return orgTx.run(orgId, call).then(
    () => false,
    () => true,
  );
}

const isCondition = (parameter: string): boolean => parameter !== 'tx' && parameter !== 'orgId';

/** The names of a method's parameters; what is destructured counts as one without a name. */
function parametersOf(method: Method): string[] {
  const source = Function.prototype.toString.call(method);
  const list = source.slice(source.indexOf('(') + 1, closing(source, source.indexOf('(')));
  const flat = list.replaceAll(/[{[][^{}[\]]*[}\]]/g, 'pattern');
  return flat
    .split(',')
    .map((part) => part.split('=')[0]?.trim() ?? '')
    .filter((part) => part !== '');
}

/** Where the bracket that opens at `from` closes. */
function closing(source: string, from: number): number {
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    if (source[at] === '(') depth += 1;
    if (source[at] === ')' && --depth === 0) return at;
  }
  return source.length;
}
