import { AnswerReader } from './answer-reader.ts';
import { OpenSchedule } from './open-schedule.ts';
import { payload, receipt } from './payload.ts';

describe('OpenSchedule', () => {
  it('gives as many requests as the rate says, whatever the ticks do', () => {
    const schedule = new OpenSchedule(2_000, 0);
    const ticks = [0, 0.5, 1, 7, 7.1, 400, 999.5];
    expect(ticks.flatMap((now) => schedule.due(now))).toHaveLength(2_000);
  });

  it('starts the clock at sending when the timer was a little late', () => {
    const schedule = new OpenSchedule(1_000, 0);
    expect(schedule.due(0)).toEqual([0]);
    expect(schedule.due(1.3)).toEqual([1.3]);
  });

  it('starts the clock when a request was due, once it had to wait', () => {
    const schedule = new OpenSchedule(1_000, 0);
    schedule.due(0);
    expect(schedule.due(50)).toHaveLength(50);
    const late = new OpenSchedule(1_000, 0);
    late.due(0);
    expect(late.due(4.2).slice(0, 3)).toEqual([1, 2, 3]);
  });

  it('takes a tick that is early by less than half an interval for its own', () => {
    const schedule = new OpenSchedule(1_000, 0);
    schedule.due(0);
    expect(schedule.due(0.4)).toEqual([]);
    expect(schedule.due(0.6)).toEqual([0.6]);
  });
});

describe('AnswerReader', () => {
  const answer = (body: string, head = 'HTTP/1.1 200 OK'): Buffer =>
    Buffer.from(`${head}\r\nContent-Length: ${body.length}\r\nx: y\r\n\r\n${body}`);

  it.each([1, 7, 1_000])('takes the right answer in pieces of %d bytes', (size) => {
    const reader = new AnswerReader();
    const bytes = answer('hello');
    reader.expect(Buffer.from('hello'));
    for (let at = 0; at < bytes.length; at += size) {
      expect(reader.push(bytes.subarray(at, at + size))).toBe(at + size >= bytes.length);
    }
    expect(reader.isRight).toBe(true);
  });

  it.each([
    ['another body', answer('hellO')],
    ['another length', answer('hello!')],
    ['another status', answer('hello', 'HTTP/1.1 502 Bad Gateway')],
    ['no length', Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n')],
    ['more than was asked for', Buffer.concat([answer('hello'), Buffer.from('HTTP/1.1')])],
  ])('is not fooled by %s', (_name, bytes) => {
    const reader = new AnswerReader();
    reader.expect(Buffer.from('hello'));
    expect(reader.push(bytes)).toBe(true);
    expect(reader.isRight).toBe(false);
    expect(reader.reason).not.toBeNull();
  });
});

describe('payloads', () => {
  it('are the same everywhere and as long as asked for', () => {
    expect(payload(115)).toEqual(payload(115));
    expect(payload(65_536)).toHaveLength(65_536);
  });

  it('are acknowledged in a fixed length', () => {
    expect(receipt('7', 10)).toHaveLength(receipt('4711', 327_680).length);
  });
});
