import { registerSecret, registerSetting } from '../masking/process-secrets.js';
import { createLogger } from './logger.js';

function linesOf(write: (logger: ReturnType<typeof createLogger>) => void): {
  text: string;
  json: Record<string, unknown>;
} {
  let text = '';
  write(createLogger('test', 'info', { write: (line: string) => void (text += line) }));
  return { text, json: JSON.parse(text) as Record<string, unknown> };
}

describe('the logger', () => {
  it('drops secrets by the name of their field, at any depth', () => {
    const { json } = linesOf((log) =>
      log.info({ a: { b: { accessToken: 'x' } }, headers: { cookie: 'y' }, password: 'z', ok: 1 }, 'done'),
    );
    expect(json).toMatchObject({
      a: { b: { accessToken: '[redacted]' } },
      headers: { cookie: '[redacted]' },
      password: '[redacted]',
      ok: 1,
      msg: 'done',
    });
  });

  it('masks registered values wherever they stand: message, fields, errors and their causes', () => {
    const secret = 'canary "of" the/logger';
    registerSecret(secret);
    const error = new Error(`cannot use ${secret}`, { cause: new Error(encodeURIComponent(secret)) });
    const { text } = linesOf((log) => log.error({ err: error, url: `x?k=${secret}` }, `failed with ${secret}`));
    expect(text).not.toContain('canary');
    expect(text.match(/\*\*\*/g)?.length).toBeGreaterThanOrEqual(4);
    expect(JSON.parse(text)).toMatchObject({ msg: 'failed with ***', url: 'x?k=***' });
  });

  it('takes the password of a URL and the value of a secret setting for secrets', () => {
    registerSetting('DATABASE_URL', 'postgres://svc:pass%2Fword-9@db/x');
    registerSetting('INTERNAL_SECRET', 'an-internal-secret');
    const { json } = linesOf((log) => log.info('pass%2Fword-9 pass/word-9 an-internal-secret'));
    expect(json['msg']).toBe('*** *** ***');
  });

  it('takes escapes, control characters and direction marks out of every text', () => {
    const forged = '\u001b[2Kname\u202e\u0000\u009b31m';
    const { text, json } = linesOf((log) =>
      log.info({ name2: forged, list: [forged], [`k${forged}`]: 1, err: new Error(forged) }, `hello ${forged}`),
    );
    expect(json).toMatchObject({
      name2: 'name',
      list: ['name'],
      kname: 1,
      msg: 'hello name',
      err: { message: 'name' },
    });
    expect(text).not.toMatch(/\\u00[01]|\u202e|\u009b/);
  });
});
