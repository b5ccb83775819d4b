// Blocking: see Sources/README.md.
