// Only `light-dark()`, `rem()` and the breakpoint mixins of the preset; nothing else rewrites our CSS.
module.exports = { plugins: { 'postcss-preset-mantine': {} } };
