/** The metric's value at a service's metrics port, summed over its labels; 0 when it is not there. */
export async function metricAt(port: number, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const values = text
    .split('\n')
    .map((line) => /^(\w+)(?:\{.*\})? (\S+)$/.exec(line))
    .filter((match) => match?.[1] === `throughline_${name}`)
    .map((match) => Number(match?.[2]));
  return values.reduce((sum, value) => sum + value, 0);
}
