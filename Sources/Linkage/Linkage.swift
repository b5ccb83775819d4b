// Linkage: see Sources/README.md.
