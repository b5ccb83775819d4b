// Resolution: see Sources/README.md.
