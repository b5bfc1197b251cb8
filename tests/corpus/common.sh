# Shared by the corpus scripts: finds the corpus, starts `parley lab ws-echo`, ends it by its own id.
# Sourced with $1 = path of the parley binary.

corpus="${PARLEY_CORPUS:-$(dirname "$0")/../../../shared/corpus}"
if [ ! -f "$corpus/replay.py" ]; then
    echo "skipped: corpus absent ($corpus)"
    exit 0
fi
parley="$1"
if [ ! -x "$parley" ]; then
    echo "usage: $0 PATH-OF-PARLEY" >&2
    exit 2
fi
if grep -qaF __asan_init "$parley"; then echo "(with AddressSanitizer)"; fi

log="$(mktemp)"
"$parley" lab ws-echo --port 0 --http 2>"$log" &
server=$!
finish() {
    kill "$server" 2>/dev/null
    wait "$server" 2>/dev/null
    rm -f "$log"
}
trap finish EXIT

port=""
for _ in $(seq 100); do
    port="$(sed -n 's/.*"listening".*"port":\([0-9]*\).*/\1/p' "$log" | head -n 1)"
    [ -n "$port" ] && break
    sleep 0.1
done
if [ -z "$port" ]; then
    echo "the server did not start:" >&2
    cat "$log" >&2
    exit 1
fi

# A run is good when the replay is and the server is still the one that was started, unhurt.
check_server() {
    if ! kill -0 "$server" 2>/dev/null || grep -qE "ERROR: AddressSanitizer|runtime error" "$log"; then
        echo "the server failed:" >&2
        cat "$log" >&2
        exit 1
    fi
}

# all_of COUNT TOLD: a corpus that has lost cases would pass with fewer.
all_of() {
    case "$2" in
        *"$1"*) ;;
        *) echo "not all $1 cases were judged" >&2 && exit 1 ;;
    esac
}
