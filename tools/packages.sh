#!/usr/bin/env bash
# packages.sh NAME...: installs those of the Debian packages that are missing.
set -euo pipefail

command -v dpkg-query > /dev/null || exit 0
missing=()
for name in "$@"; do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$name" 2> /dev/null || true)
    [ "$status" = installed ] || missing+=("$name")
done
[ ${#missing[@]} -gt 0 ] || exit 0

echo "Installing: ${missing[*]}"
as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}"
