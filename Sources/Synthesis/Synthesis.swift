// Synthesis: see Sources/README.md.
