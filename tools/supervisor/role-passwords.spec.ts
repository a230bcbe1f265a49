import { urlFor } from './role-passwords.ts';

it('keeps server, database and options, and changes who logs in', () => {
  expect(urlFor('postgres://admin:a%40b@db.example:6000/throughline?sslmode=require', 'queue', 'p@/w')).toBe(
    'postgres://queue:p%40%2Fw@db.example:6000/throughline?sslmode=require',
  );
});
