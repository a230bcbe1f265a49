import { nameOf } from './preparing-client.js';

describe('nameOf', () => {
  it('names a statement, always alike, and another one otherwise', () => {
    expect(nameOf('SELECT id FROM note WHERE id = $1')).toBe(nameOf('SELECT id FROM note WHERE id = $1'));
    expect(nameOf('SELECT id FROM note WHERE id = $1')).not.toBe(nameOf('SELECT id FROM note WHERE id = $2'));
    expect(nameOf('SELECT id FROM note WHERE id = $1')?.length).toBeLessThan(64); // what PostgreSQL keeps of a name
  });

  it.each([
    'SELECT * FROM outbox WHERE id = $1',
    'select o.*, d.consumer FROM outbox o WHERE o.id = $1',
    'SELECT d.consumer, o.* FROM outbox o WHERE o.id = $1',
    'UPDATE outbox SET published_at = $1 RETURNING *',
  ])('leaves %s alone: a new column would change what it gives', (text) => expect(nameOf(text)).toBeUndefined());

  it.each(['SELECT count(*) FROM note WHERE id = $1', 'SELECT 2 * $1::int AS twice'])('names %s', (text) =>
    expect(nameOf(text)).toBeDefined(),
  );
});
