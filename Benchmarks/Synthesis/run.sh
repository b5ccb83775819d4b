#!/bin/sh
# Measures recensus synth: register records per second and core, everything written, truth included.
#
#   Benchmarks/Synthesis/run.sh [PEOPLE [RUNS]]        (200,000 people, 3 runs if not given)
#
# Processor seconds say more than wall seconds on a machine that does something else as well.
set -eu
people=${1:-200000}
runs=${2:-3}
root=$(cd "$(dirname "$0")/../.." && pwd)
(cd "$root" && swift build -c release --product recensus --quiet)
bin=$(cd "$root" && swift build -c release --show-bin-path)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run=0
while [ "$run" -lt "$runs" ]; do
    run=$((run + 1))
    "${TIME:-/usr/bin/time}" -o "$work/time" -f '%e %U %S %M' \
        "$bin/recensus" synth hong-kong --people "$people" --threads 1 --output "$work/out" --force --quiet --json \
        >"$work/summary"
    records=$(tr ',{}' '\n\n\n' <"$work/summary" | sed -n '/"records"/,$p' | grep -oE '[0-9]+$' |
        awk '{ n += $1 } END { print n }')
    awk -v n="$records" '{
        cpu = $2 + $3
        printf "%d records, %.1f s wall, %.1f s processor, %.0f records per processor second, %.0f MB\n",
            n, $1, cpu, n / cpu, $4 / 1024
    }' "$work/time"
done
