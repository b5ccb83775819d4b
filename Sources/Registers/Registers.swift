// Registers: see Sources/README.md.
