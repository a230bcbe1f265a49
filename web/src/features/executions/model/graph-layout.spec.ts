import { describe, expect, it } from 'vitest';
import { neighbour } from '../../../shared/graph/neighbour.js';
import { layoutGraph, NODE_HEIGHT, NODE_WIDTH } from './graph-layout.js';

const diamond = [
  { key: 'install', needs: [] },
  { key: 'lint', needs: ['install'] },
  { key: 'test', needs: ['install', 'install'] },
  { key: 'package', needs: ['lint', 'test', 'gone'] },
];
const placed = layoutGraph(diamond);
const at = (key: string) => placed.places.get(key) ?? { x: Number.NaN, y: Number.NaN };

describe('layoutGraph', () => {
  it('puts every node below what it needs', () => {
    expect(at('install').y).toBeLessThan(at('lint').y);
    expect(at('lint').y).toBe(at('test').y);
    expect(at('package').y).toBeGreaterThan(at('test').y);
  });

  it('keeps siblings apart and everything inside its size', () => {
    expect(Math.abs(at('lint').x - at('test').x)).toBeGreaterThanOrEqual(NODE_WIDTH);
    expect(placed.width).toBe(Math.max(at('lint').x, at('test').x) + NODE_WIDTH);
    expect(placed.height).toBe(at('package').y + NODE_HEIGHT);
  });

  it('draws one edge per pair and none to a node that does not exist', () => {
    expect(placed.edges.map(({ id }) => id)).toEqual(['install→lint', 'install→test', 'lint→package', 'test→package']);
  });

  it('draws no edge that follows from others', () => {
    const last = { key: 'clean', needs: ['install', 'lint', 'test', 'package'] };
    expect(layoutGraph([...diamond, last]).edges.filter(({ to }) => to === 'clean')).toEqual([
      { id: 'package→clean', from: 'package', to: 'clean' },
    ]);
  });

  it('has no size without nodes', () => {
    expect(layoutGraph([])).toMatchObject({ width: 0, height: 0, edges: [] });
  });
});

describe('neighbour', () => {
  it('follows the arrows and stops at the border', () => {
    const [left, right] = at('lint').x < at('test').x ? ['lint', 'test'] : ['test', 'lint'];
    expect(neighbour(placed, left, 'ArrowRight')).toBe(right);
    expect(neighbour(placed, left, 'ArrowDown')).toBe('package');
    expect(neighbour(placed, 'package', 'ArrowDown')).toBeUndefined();
    expect(neighbour(placed, 'package', 'Enter')).toBeUndefined();
  });
});
