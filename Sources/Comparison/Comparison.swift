// Comparison: see Sources/README.md.
