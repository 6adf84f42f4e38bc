#!/bin/sh
# A soak: so many letters in one run, with the most memory it used and how many it made a second. The run is killed once
# on the way and completed, and every letter is confirmed at the end. Takes minutes to hours; not part of CI.
#
#   sh benches/soak.sh 50000
#   SOAK_PROFILE=dev sh benches/soak.sh 60      # the script itself, with the tests' profile
set -eu
cd "$(dirname "$0")/.."
count=${1:-50000}
profile=${SOAK_PROFILE:-release}
case $profile in
    dev) built=debug && cargo build --quiet && cases="cargo test --quiet --bench year" ;;
    release) built=release && cargo build --release --quiet && cases="cargo bench --quiet --bench year" ;;
    *) echo "soak: SOAK_PROFILE is dev or release, not $profile" >&2 && exit 2 ;;
esac
folder=$(mktemp -d -p "${CARGO_TARGET_DIR:-target}")
trap 'rm -rf "$folder"' EXIT
$cases -- saker "$folder" "$count" >/dev/null
program=$PWD/target/$built/vedtaksbrev

# The most memory (VmHWM) of a run while it goes on; a run that is asked to is killed when it has made some letters.
run() {
    kill_it=$1
    start=$(date +%s)
    "$program" --tekster "$folder/tekster" bunke "$folder/inn.jsonl" --ut "$folder/ut" --stille \
        --noekkel "$folder/noekkel" --fortsett >"$folder/sagt" 2>&1 &
    pid=$!
    while kill -0 "$pid" 2>/dev/null; do
        now=$(sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$pid/status" 2>/dev/null || true)
        [ "${now:-0}" -le "$peak" ] || peak=$now
        if [ "$kill_it" = yes ] && [ "$(find "$folder/ut" -name '*.pdf' 2>/dev/null | head -40 | wc -l)" -ge 40 ]; then
            kill -9 "$pid"
            kill_it=done
        fi
        sleep 0.2
    done
    code=0
    wait "$pid" 2>/dev/null || code=$?
    seconds=$(($(date +%s) - start))
}

peak=0
run yes
[ "$code" = 137 ] || { echo "soak: the run was over before it could be killed (code $code); use more letters" >&2; cat "$folder/sagt" >&2; exit 1; }
run no
[ "$code" = 0 ] || { echo "soak: exit code $code" >&2; cat "$folder/sagt" >&2; exit 1; }
cat "$folder/sagt"
# A group that was killed before it was committed is made again.
made=$(sed -n 's/^Laget \([0-9]*\) brev.*/\1/p' "$folder/sagt")
letters=$(find "$folder/ut" -name '*.pdf' | wc -l)
size=$(($(find "$folder/ut" -name '*.pdf' -exec stat -c %s {} + | awk '{ sum += $1 } END { print int(sum / 1024) }') / letters))
echo "$letters letters of $count cases, $made of them after the kill in $seconds s, $size kB each, at most $((peak / 1024)) MB of memory"
"$program" bekreft "$folder/ut" | tee "$folder/bekreftet"
grep -q "^$letters brev er like, 0 .* 0 er ulike, 0 mangler, 0 er endret" "$folder/bekreftet"
