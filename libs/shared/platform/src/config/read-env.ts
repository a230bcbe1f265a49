import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { registerSetting } from '../masking/process-secrets.js';

/**
 * Reads a slice of the configuration from the environment: `NAME` or, for secrets in files, `NAME_FILE`. An empty
 * one counts as unset. Parsed once, frozen; what is secret among it is masked in the logs from then on.
 * Throws an error that lists the keys and what is wrong with them, never a value.
 */
export function readEnv<Shape extends z.ZodRawShape>(
  shape: Shape,
  env: NodeJS.ProcessEnv,
): Readonly<z.infer<z.ZodObject<Shape>>> {
  const values = Object.fromEntries(Object.keys(shape).map((key) => [key, valueOf(key, env)]));
  for (const [key, value] of Object.entries(values)) if (value !== undefined) registerSetting(key, value);
  const parsed = z.object(shape).safeParse(values);
  if (parsed.success) return Object.freeze(parsed.data);
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${reasonOf(issue)}`);
  throw new Error(`configuration is not usable: ${reasons.join('; ')}`);
}

function valueOf(key: string, env: NodeJS.ProcessEnv): string | undefined {
  const file = env[`${key}_FILE`];
  const value = file !== undefined && file !== '' ? readFileSync(file, 'utf8').trim() : env[key];
  return value === '' ? undefined : value;
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  return issue.code === 'custom' ? issue.message : issue.code.replaceAll('_', ' ');
}
