import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { MailResponse } from '../../../shared/api/generated/types.gen.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { useMail } from '../api/mailbox.js';
import { MailFrame } from './mail-frame.js';
import { MailMark } from './mail-list.js';
import classes from './mail-page.module.css';

/** One mail as its reader sees it. */
export function MailMessage({ mailKey, mailId }: { mailKey: string; mailId: string }) {
  return (
    <>
      <TextLink to="/mail" search={{}} size="sm" className={classes.back}>
        All mail
      </TextLink>
      <QueryView query={useMail(mailKey, mailId)}>{(mail) => <Message mail={mail} />}</QueryView>
    </>
  );
}

function Message({ mail }: { mail: MailResponse }) {
  const [form, setForm] = useState('html');
  return (
    <article aria-label={mail.subject}>
      <div className={classes.top}>
        <div>
          <h2 className={classes.title}>{mail.subject}</h2>
          <p className={classes.facts}>
            <span>To {mail.to}</span> <MailMark state={mail.state} />{' '}
            <RelativeTime at={mail.sentAt ?? mail.createdAt} />
          </p>
          {mail.reason && <p className={classes.reason}>{mail.reason}</p>}
        </div>
        <SegmentedControl
          size="xs"
          aria-label="Form of the mail"
          data={[
            { value: 'html', label: 'HTML' },
            { value: 'text', label: 'Text' },
          ]}
          value={form}
          onChange={setForm}
        />
      </div>
      {form === 'html' ? <MailFrame mail={mail} /> : <pre className={classes.text}>{mail.text}</pre>}
    </article>
  );
}
