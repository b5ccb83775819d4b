#!/bin/sh
# Compares recensus with Splink on synthetic registers: builds, sets up Python, runs and scores both.
#
#   Benchmarks/versus-splink/run.sh WORK_FOLDER [options of compare.py]
#
# VENV names the Python environment to use or to make (default: WORK_FOLDER/venv).
set -eu
if [ $# -lt 1 ]; then
    echo "usage: $0 WORK_FOLDER [--runs 3] [--sets 2x100k,5x100k,2x1m,5x1m] [--public DIR]" >&2
    exit 2
fi
work=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
mkdir -p "$work"
work=$(cd "$work" && pwd)
venv=${VENV:-$work/venv}
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
fi
(cd "$root" && swift build -c release --product recensus)
bin=$(cd "$root" && swift build -c release --show-bin-path)
exec "$venv/bin/python" "$here/compare.py" --work "$work" --recensus "$bin/recensus" "$@"
