import { CreateMail1795200000010 } from '../database/migrations/1795200000010-create-mail.js';
import { MAIL_STATES, mailMachine } from './mail.machine.js';

describe('the states of a mail', () => {
  it.each([
    ['queued', { deliver: 'sent', retry: 'queued', give_up: 'failed' }],
    ['sent', {}],
    ['failed', {}],
    ['withheld', {}],
  ] as const)('from %s', (state, exits) => {
    for (const trigger of ['deliver', 'retry', 'give_up'] as const) {
      const to = (exits as Record<string, string>)[trigger];
      expect(mailMachine.next(state, trigger)).toEqual(
        to === undefined ? { ok: false, from: state, trigger } : { ok: true, to },
      );
    }
  });

  it('are those that the database knows', async () => {
    const statements: string[] = [];
    await new CreateMail1795200000010().up({ query: (sql: string) => statements.push(sql) } as never);
    expect(statements[0]).toContain(`state IN (${MAIL_STATES.map((state) => `'${state}'`).join(', ')})`);
  });
});
