import { parseApp } from './launched-apps.ts';

describe('parseApp', () => {
  it('takes the start time as text or number', () => {
    expect(parseApp('{"pid":77,"startTicks":"4711"}')).toEqual({ pid: 77, startTicks: '4711' });
    expect(parseApp('{"pid":77,"startTicks":4711}')).toEqual({ pid: 77, startTicks: '4711' });
  });

  it.each([
    '{"pid":77}',
    '{"pid":1,"startTicks":"1"}',
    '{"pid":-5,"startTicks":"1"}',
    '{"pid":"7","startTicks":"1"}',
    '{',
    '',
  ])('names no process in %p', (text) => expect(parseApp(text)).toBeUndefined());
});
