import { describe, expect, it } from 'vitest';
import { isInView } from './in-view.js';

const SIZE = { width: 100, height: 40 };
const ROOM = { width: 400, height: 300 };
const seen = (x: number, y: number, viewport = { x: 0, y: 0, zoom: 1 }) => isInView({ x, y }, SIZE, viewport, ROOM);

describe('isInView', () => {
  it('is so for what is in the frame with all of it', () => {
    expect([seen(0, 0), seen(300, 260), seen(301, 0), seen(0, 261), seen(-1, 0), seen(0, -1)]).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('counts how far the graph is moved and how large it is drawn', () => {
    expect(seen(1000, 600, { x: -1000, y: -600, zoom: 1 })).toBe(true);
    expect(seen(700, 0, { x: 0, y: 0, zoom: 0.5 })).toBe(true);
    expect(seen(701, 0, { x: 0, y: 0, zoom: 0.5 })).toBe(false);
  });
});
