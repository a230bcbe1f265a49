import { smtpSettings } from './smtp-settings.js';

describe('smtpSettings', () => {
  it.each([
    ['smtps://mail.example.org', { port: 465, secure: true, requireTLS: true }],
    ['smtp://mail.example.org', { port: 587, secure: false, requireTLS: true }],
    ['smtp://mail.example.org:2525?tls=never', { port: 2525, secure: false, ignoreTLS: true }],
    ['smtps://mail.example.org?tls=never', { secure: true, requireTLS: true }],
    ['smtp://127.0.0.1:1025', { host: '127.0.0.1', port: 1025, ignoreTLS: true }],
    ['smtp://[::1]:1025', { host: '::1', ignoreTLS: true }],
    ['smtp://a%40b:p%3Aw@mail.example.org', { auth: { user: 'a@b', pass: 'p:w' } }],
  ])('%s', (url, settings) => expect(smtpSettings(url)).toMatchObject(settings));

  it('verifies the certificate, whatever the URL says', () =>
    expect(smtpSettings('smtps://mail.example.org?tls.rejectUnauthorized=false').tls).toEqual({
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
    }));
});
