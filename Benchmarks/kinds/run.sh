#!/bin/sh
# Links registers of unlike kinds without a job file and prints what is stated beside what is true.
#
#   Benchmarks/kinds/run.sh WORK_FOLDER [options of measure.py]
#
# RECENSUS names the command to measure (default: a release build of this checkout).
set -eu
if [ $# -lt 1 ]; then
    echo "usage: $0 WORK_FOLDER [--kinds all] [--seeds 1] [--people N] [--data FOLDER] [--compared]" >&2
    exit 2
fi
work=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
if [ -z "${RECENSUS:-}" ]; then
    (cd "$root" && swift build -c release --product recensus)
    RECENSUS=$(cd "$root" && swift build -c release --show-bin-path)/recensus
fi
exec python3 "$here/measure.py" --work "$work" --recensus "$RECENSUS" "$@"
