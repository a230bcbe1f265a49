import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Logo } from '../../../shared/ui/logo.js';
import classes from './account-frame.module.css';
import { Story } from './story.js';

type Props = { title: string; lead: ReactNode; children: ReactNode };

/** The frame of the pages before an organization: one thing to do on the left, what the product does on the right. */
export function AccountFrame({ title, lead, children }: Props) {
  useDocumentTitle(`${title} · Throughline`);
  return (
    <div className={classes.frame}>
      <div className={classes.side}>
        <header>
          <Logo />
        </header>
        <main className={classes.main}>
          <h1 className={classes.title}>{title}</h1>
          <p className={classes.lead}>{lead}</p>
          {children}
        </main>
      </div>
      <Story />
    </div>
  );
}
