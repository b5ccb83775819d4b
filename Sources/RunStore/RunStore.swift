// RunStore: see Sources/README.md.
