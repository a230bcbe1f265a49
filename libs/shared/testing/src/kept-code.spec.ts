type Loaded = typeof import('./free-port.js');

async function loadAnew(): Promise<Loaded> {
  const loaded: Loaded[] = [];
  await jest.isolateModulesAsync(async () => {
    loaded.push(await import('./free-port.js'));
  });
  const [module] = loaded;
  if (!module) throw new Error('not loaded');
  return module;
}

/** jest/runtime.cjs keeps a module's text and byte code for the next one who loads it; its state must not come along. */
it('a module that was loaded before is evaluated anew', async () => {
  const [first, second] = [await loadAnew(), await loadAnew()];
  expect(second.freePort.toString()).toBe(first.freePort.toString());
  expect(second.freePort).not.toBe(first.freePort);
  expect(await second.freePort()).toBeGreaterThan(0);
});
