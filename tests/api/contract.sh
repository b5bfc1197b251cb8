#!/usr/bin/env bash
# tests/api/contract.sh PATH-OF-PARLEY: the pages' types are what this program speaks, and nothing of
# what docs/contract/v1.json promises is broken without the CHANGELOG naming it.
set -eu
parley="$(realpath "${1:?usage: $0 PATH-OF-PARLEY}")"
root="$(cd "$(dirname "$0")/../.." && pwd)"
"$parley" contract check "$root/web/packages/api/src/contract.ts"
exec "$root/tools/contract" check "$parley"
