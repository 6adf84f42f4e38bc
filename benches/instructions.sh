#!/bin/sh
# Instructions for one letter of a mixed year, the whole program included: (30 cases minus 10) over their letters.
# Needs valgrind. Repeatable, unlike time on a shared machine.
#
#   sh benches/instructions.sh
#   INSTRUCTIONS_PROFILE=dev sh benches/instructions.sh      # the script itself, with the tests' profile
#
# Measured on letters of three to four pages, one thread, release profile:
#   every file of the library compiled for every letter   141.8 million
#   files compiled once (letter/fill.rs)                   98.7 million
# Of the latter about 80 million are Typst's: layout and its scripts two thirds, export one third.
#
# Below: one distinct short decision on one service, development profile with the own code at opt-level 2
# (the release profile gives about 0.82 of it).
#   before                                                45.5 million
#   one layout pass (typeset/settle.rs), less JSON,
#   characters and approvals looked up once                39.2 million
#   small kerning left out of the fonts                    -0.25 million, and 0.3 kB
#   stacks for grids, so no empty Div in the tag tree      -0.1 million, and 0.5 kB
# More than half of what is left is export: krilla deflates eight streams a letter at level 6 (11.5 million). 4.0 of these
# are the zeroing of its tables, since callgrind counts every byte of a `rep stosb` as an instruction.
# Tried, and left out: fonts on 500 units an em (-0.1 million, 0.7 kB); the commonest characters on short codes (-0.1
# million); no kerning at all (-1.1 million, and it shows); fonts always with the same characters (krilla 0.8 does not
# remember the compressed font, so a larger font costs more than it saves).
# A mixed year, cache age 5, 25, 100: 103, 78, 70 million a letter, but 112, 151, 246 MB with one thread and 137, 182,
# 307 MB with two, where 150 is the limit.
set -eu
cd "$(dirname "$0")/.."
command -v valgrind >/dev/null || { echo "instructions: valgrind is missing" >&2; exit 1; }
profile=${INSTRUCTIONS_PROFILE:-release}
case $profile in
    dev) built=debug && cargo build --quiet && cases="cargo test --quiet --bench year" ;;
    release) built=release && cargo build --release --quiet && cases="cargo bench --quiet --bench year" ;;
    *) echo "instructions: INSTRUCTIONS_PROFILE is dev or release, not $profile" >&2 && exit 2 ;;
esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
$cases -- saker "$folder" 30 >/dev/null
head -10 "$folder/inn.jsonl" > "$folder/ti.jsonl"
measure() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "target/$built/vedtaksbrev" \
        --tekster "$folder/tekster" bunke "$folder/$1.jsonl" --ut "$folder/ut-$1" --traader 1 --stille \
        --noekkel "$folder/noekkel" 2>&1 >/dev/null | sed -n 's/.*Collected : //p'
}
many=$(measure inn)
few=$(measure ti)
[ -n "$many" ] && [ -n "$few" ] || { echo "instructions: valgrind counted nothing" >&2; exit 1; }
letters=$(($(find "$folder/ut-inn" -name '*.pdf' | wc -l) - $(find "$folder/ut-ti" -name '*.pdf' | wc -l)))
echo "$(((many - few) / letters)) instructions a letter, over $letters letters"
