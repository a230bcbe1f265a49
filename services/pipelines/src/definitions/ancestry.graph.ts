interface GraphNode {
  needs: readonly string[];
}

const WORD = 32;

/**
 * Who runs before whom, for many questions about one graph: for each node a set of bits, made of those of what it needs, so
 * that all of them cost as much as one walk. The graph must have no circle; needs that it does not have are passed over.
 */
export class Ancestry {
  private readonly keys: readonly string[];
  private readonly places: ReadonlyMap<string, number>;
  private readonly known = new Map<string, Uint32Array>();

  constructor(private readonly nodes: ReadonlyMap<string, GraphNode>) {
    this.keys = [...nodes.keys()];
    this.places = new Map(this.keys.map((key, place) => [key, place]));
  }

  /** Whether a node has to finish before `of` can run. */
  isBefore(key: string, of: string): boolean {
    const place = this.places.get(key);
    return place !== undefined && isSet(this.before(of), place);
  }

  /** All that have to finish before `of` can run, in the order of the graph. */
  keysBefore(of: string): string[] {
    const bits = this.before(of);
    return this.keys.filter((_, place) => isSet(bits, place));
  }

  private before(of: string): Uint32Array {
    const known = this.known.get(of);
    if (known) return known;
    const bits = new Uint32Array(Math.ceil(this.keys.length / WORD));
    for (const need of this.nodes.get(of)?.needs ?? []) {
      const place = this.places.get(need);
      if (place === undefined || isSet(bits, place)) continue;
      this.before(need).forEach((word, at) => (bits[at] = (bits[at] ?? 0) | word));
      set(bits, place);
    }
    this.known.set(of, bits);
    return bits;
  }
}

const isSet = (bits: Uint32Array, place: number): boolean =>
  ((bits[Math.floor(place / WORD)] ?? 0) & (1 << (place % WORD))) !== 0;

function set(bits: Uint32Array, place: number): void {
  const at = Math.floor(place / WORD);
  bits[at] = (bits[at] ?? 0) | (1 << (place % WORD));
}
