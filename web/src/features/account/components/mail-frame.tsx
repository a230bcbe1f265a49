import { useEffect, useRef } from 'react';
import type { MailResponse } from '../../../shared/api/generated/types.gen.js';
import { applyStyles, framedMail } from '../model/framed-mail.js';
import classes from './mail-page.module.css';

type HtmlPolicy = { createHTML: (html: string) => string };
type TrustedTypes = { createPolicy: (name: string, rules: HtmlPolicy) => HtmlPolicy };

// The one place where a text becomes markup: in a frame that runs no script and loads nothing.
const trusted = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
const policy: HtmlPolicy = trusted?.createPolicy('throughline-mail', { createHTML: (html) => html }) ?? {
  createHTML: (html) => html,
};

/** The HTML of a mail: no scripts, nothing remote; its links open in a tab of their own. */
export function MailFrame({ mail }: { mail: MailResponse }) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const { current } = frame;
    if (!current) return undefined;
    const finish = (): void => {
      const { contentDocument } = current;
      if (!contentDocument?.body) return;
      applyStyles(contentDocument);
      current.style.height = `${contentDocument.documentElement.scrollHeight + 2}px`;
    };
    current.addEventListener('load', finish);
    current.srcdoc = policy.createHTML(framedMail(mail.html));
    return () => current.removeEventListener('load', finish);
  }, [mail.html]);
  return (
    <iframe
      ref={frame}
      className={classes.frame}
      title={`The mail “${mail.subject}”`}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    />
  );
}
