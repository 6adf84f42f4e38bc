#!/bin/sh
# Instructions for one letter of a mixed year, the whole program included: (30 cases minus 10) over their letters.
# Needs valgrind. Repeatable, unlike time on a shared machine.
#
#   sh benches/instructions.sh
#
# Measured on letters of three to four pages, one thread, release profile:
#   every file of the library compiled for every letter   141.8 million
#   files compiled once (letter/fill.rs)                   98.7 million
# Of the latter about 80 million are Typst's: layout and its scripts two thirds, export one third.
set -eu
cd "$(dirname "$0")/.."
cargo build --release --quiet
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cargo bench --quiet --bench year -- saker "$folder" 30
head -10 "$folder/inn.jsonl" > "$folder/ti.jsonl"
measure() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null target/release/vedtaksbrev \
        --tekster "$folder/tekster" bunke "$folder/$1.jsonl" --ut "$folder/ut-$1" --traader 1 --stille \
        --noekkel "$folder/noekkel" 2>&1 >/dev/null | sed -n 's/.*Collected : //p'
}
many=$(measure inn)
few=$(measure ti)
letters=$(($(find "$folder/ut-inn" -name '*.pdf' | wc -l) - $(find "$folder/ut-ti" -name '*.pdf' | wc -l)))
echo "$(((many - few) / letters)) instructions a letter, over $letters letters"
