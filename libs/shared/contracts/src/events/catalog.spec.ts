import { z } from 'zod';
import { EVENT_CATALOG } from './catalog.js';

describe('event catalog', () => {
  it('names each type once', () => {
    const types = EVENT_CATALOG.map((entry) => entry.event.type);
    expect(new Set(types).size).toBe(types.length);
  });

  it.each(EVENT_CATALOG.map((entry) => [entry.event.type, entry.event] as const))(
    '%s: the example is what the schema says',
    (_type, event) => {
      const strict = event.data instanceof z.ZodObject ? event.data.strict() : event.data;
      expect(strict.parse(event.example)).toEqual(event.example);
    },
  );
});
