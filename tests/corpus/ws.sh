#!/bin/sh
# The 245 WebSocket cases against the product's own WebSocket code.  ws.sh PATH-OF-PARLEY
set -u
. "$(dirname "$0")/common.sh"
told="$(python3 "$corpus/websocket/replay.py" "ws://127.0.0.1:$port/echo")" || { echo "$told"; exit 1; }
echo "$told"
all_of 245 "$told"
check_server
