import { Link } from '@tanstack/react-router';
import type { MailState, MailSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import type { Mark } from '../../../shared/model/states.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import classes from './mail-page.module.css';

const MARKS: Record<MailState, { mark: Mark; word: string }> = {
  queued: { mark: 'queued', word: 'Queued' },
  sent: { mark: 'succeeded', word: 'Sent' },
  failed: { mark: 'failed', word: 'Failed' },
  withheld: { mark: 'cancelled', word: 'Withheld' },
};

/** Mails, newest first. */
export function MailList({ mail, mailId }: { mail: readonly MailSummaryResponse[]; mailId: string | undefined }) {
  return (
    <ul className={classes.rows} aria-label="Mail">
      {mail.map((item) => (
        <li key={item.id}>
          <Link
            to="/mail"
            search={{ id: item.id }}
            className={classes.row}
            aria-current={item.id === mailId || undefined}
          >
            <span className={classes.subject}>{item.subject}</span>
            <span className={classes.to}>{item.to}</span>
            <span className={classes.facts}>
              <MailMark state={item.state} />
              <RelativeTime at={item.createdAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The state of a mail: shape, colour and word. */
export function MailMark({ state }: { state: MailState }) {
  const { mark, word } = MARKS[state];
  return (
    <span className={classes.mark} data-mark={mark}>
      <StateGlyph mark={mark} size={12} /> {word}
    </span>
  );
}
