# Shared by the other scripts: goes to the package's root and sees to what the build needs.
#
# Sourced, not run. Nothing is fetched but Debian packages, and only those that are missing.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Says why the script ends, and ends it.
fail() {
    echo "${0##*/}: $*" >&2
    exit 1
}

# Fails unless a Swift toolchain of at least 6.1 is on the path.
require_swift() {
    command -v swift >/dev/null ||
        fail "Swift is not on the path; install Swift 6.1 or later, see https://www.swift.org/install/linux/"
    local version
    version=$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9]+\.[0-9]+' | grep -oE '[0-9]+\.[0-9]+' || true)
    [ -n "$version" ] || fail "swift --version names no version; check the toolchain"
    if [ "${version%%.*}" -lt 6 ] || { [ "${version%%.*}" -eq 6 ] && [ "${version##*.}" -lt 1 ]; }; then
        fail "found Swift $version, expected 6.1 or later; see https://www.swift.org/install/linux/"
    fi
}

# Installs the headers of the system libraries that are missing, or says how to.
require_packages() {
    command -v dpkg-query >/dev/null || return 0
    local missing=() package
    for package in libsqlite3-dev libzstd-dev zlib1g-dev; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        # With somebody at the terminal sudo may ask for a password.
        if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
            as_root=(sudo)
        else
            fail "these packages are missing; install them: sudo apt-get install ${missing[*]}"
        fi
    fi
    echo "Installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
