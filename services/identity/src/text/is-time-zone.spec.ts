import { isTimeZone } from './is-time-zone.js';

describe('isTimeZone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Etc/GMT+5'])('takes %s', (name) =>
    expect(isTimeZone(name)).toBe(true),
  );
  it.each(['', 'Mars/Olympus', '+01:00', '../etc/passwd', 'Europe/Berlin\n', 'x'.repeat(51), 7, null, ['UTC']])(
    'refuses %j',
    (name) => expect(isTimeZone(name)).toBe(false),
  );
});
