#!/bin/sh
# The 113 raw HTTP requests, 63 of them malformed, against the product's server.  http.sh PATH-OF-PARLEY
set -u
. "$(dirname "$0")/common.sh"
told="$(python3 "$corpus/replay.py" http "127.0.0.1:$port" "$corpus/http/request-cases.jsonl")" || { echo "$told"; exit 1; }
echo "$told"
all_of 113 "$told"
python3 "$(dirname "$0")/http_with_host.py" "$port" "$corpus/http/request-cases.jsonl" || exit 1
check_server
