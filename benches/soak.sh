#!/bin/sh
# A soak: so many letters in one run, with the most memory it used. Takes minutes; not part of CI.
#
#   sh benches/soak.sh 50000
set -eu
cd "$(dirname "$0")/.."
count=${1:-50000}
cargo build --release --quiet
folder=$(mktemp -d -p .)
trap 'rm -rf "$folder"' EXIT
cargo bench --quiet --bench year -- saker "$folder" "$count"
/usr/bin/time -v target/release/vedtaksbrev --tekster "$folder/tekster" bunke "$folder/inn.jsonl" \
    --ut "$folder/ut" --stille --noekkel "$folder/noekkel" 2> "$folder/time"
grep -E 'Maximum resident|Elapsed' "$folder/time"
target/release/vedtaksbrev bekreft "$folder/ut"
