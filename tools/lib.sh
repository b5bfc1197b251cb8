# shellcheck shell=bash
# Shared by the scripts of this folder: where things are, numbered steps, quiet logs.
#
# A caller may set STEP (steps already done) and STEPS (of how many), so that a script that calls
# others shows one numbering. Nothing here removes or overwrites data.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
log_dir=build/log
node_dir=.cache/node
tail_lines=40
tail_columns=200
mkdir -p "$log_dir"

STEP=${STEP:-0}
STEPS=${STEPS:-1}
heartbeat_pid=

# Ctrl-C ends the whole, also where the program it hit ends with a status of its own.
trap 'stop_heartbeat ""; echo; exit 130' INT TERM

jobs_count() { nproc 2>/dev/null || echo 2; }

# The pinned Node goes first once it is there. Like Debian's own, it trusts whom the machine trusts:
# a company's proxy may sign with an authority that only the machine knows.
use_node() {
    export NODE_USE_SYSTEM_CA=1
    if [ -x "$node_dir/bin/node" ]; then export PATH="$root/$node_dir/bin:$PATH"; fi
}

# On a terminal the line of a running step shows its seconds and how far ninja has come.
heartbeat() {
    local title=$1 log=$2 began=$SECONDS progress
    while sleep 1; do
        progress=$(grep -ao '^\[[0-9]*/[0-9]*\]' "$log" 2>/dev/null | tail -n 1 || true)
        printf '\r\033[K[%s/%s] %s … %s %s s' "$STEP" "$STEPS" "$title" "$progress" \
            $((SECONDS - began))
    done
}

stop_heartbeat() {
    if [ -z "$heartbeat_pid" ]; then return 0; fi
    kill "$heartbeat_pid" 2>/dev/null || true
    wait "$heartbeat_pid" 2>/dev/null || true
    heartbeat_pid=
    printf '\r\033[K[%s/%s] %s …' "$STEP" "$STEPS" "$1"
}

# What `logged` runs is tested for its result, and there bash ignores `set -e`: such functions chain
# their commands with &&.
#
# logged TITLE LOG COMMAND...: runs a numbered step quietly into LOG and leaves its line open, for
# the caller to end with a result. Returns what the command returned.
logged() {
    local title=$1 log=$2 status=0
    shift 2
    STEP=$((STEP + 1))
    printf '[%s/%s] %s …' "$STEP" "$STEPS" "$title"
    if [ -t 1 ]; then
        heartbeat "$title" "$log" &
        heartbeat_pid=$!
        trap 'stop_heartbeat ""' EXIT
    fi
    "$@" >"$log" 2>&1 </dev/null || status=$?
    stop_heartbeat "$title"
    return "$status"
}

# step TITLE LOG-NAME COMMAND...: a step that must succeed; on failure the log's end is shown.
step() {
    local title=$1 log=$log_dir/$2.log began=$SECONDS status=0
    shift 2
    logged "$title" "$log" "$@" || status=$?
    if [ "$status" -eq 0 ]; then
        printf ' %s s\n' $((SECONDS - began))
        return 0
    fi
    printf ' failed after %s s\n' $((SECONDS - began))
    show_tail "$log"
    exit "$status"
}

done_already() {
    STEP=$((STEP + 1))
    printf '[%s/%s] %s … already there\n' "$STEP" "$STEPS" "$1"
}

show_tail() {
    echo "    the last lines of $1:"
    tail -n "$tail_lines" "$1" | cut -c "1-$tail_columns" | sed 's/^/    | /'
}

# build_server PRESET [TARGET...]: a folder that is new compiles in batches, which halves a cold build; one
# that was configured by hand stays as it is, for whoever changes a file waits for that file alone.
build_server() {
    local preset=$1 unity=()
    shift
    [ -e "build/$preset/CMakeCache.txt" ] || unity=(-DPARLEY_UNITY=ON)
    # Without this ccache keeps nothing that is built on a precompiled header.
    export CCACHE_SLOPPINESS=pch_defines,time_macros
    cmake --preset "$preset" "${unity[@]}" >/dev/null &&
        ninja -C "build/$preset" -j "$(jobs_count)" "$@"
}

build_pages() {
    use_node
    (cd web && npm run build)
}
