// Journeys through a running installation in a real browser. E2E_URL, E2E_DATA_DIR and CHROMIUM_PATH come from `npm test`.
const preset = require('../jest.preset.cjs');

module.exports = { ...preset, displayName: 'browser', testRegex: 'e2e/.*\\.journey\\.ts$', testTimeout: 100_000 };
