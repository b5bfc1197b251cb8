#!/usr/bin/env bash
# tests/api/run.sh PATH-OF-PARLEY: the REST and realtime contract, spoken to the real program.
set -eu
PARLEY="$(realpath "${1:?usage: $0 PATH-OF-PARLEY}")"
export PARLEY
cd "$(dirname "$0")"
exec python3 -B -m unittest discover -p '*_test.py' "${@:2}"
