import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };

/**
 * How to reach the mail server of `smtps://user:password@host:465` or `smtp://…:587`. Its certificate is verified;
 * `smtp:` wants STARTTLS before anything else is said, except on this machine and where the URL ends in `?tls=never`.
 */
export function smtpSettings(smtpUrl: string): SMTPTransport.Options {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const isPlain = !secure && (LOOPBACK.has(url.hostname) || url.searchParams.get('tls') === 'never');
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(isPlain ? { ignoreTLS: true } : { requireTLS: true }),
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(url.password) } }),
    ...TIMEOUTS,
  };
}
