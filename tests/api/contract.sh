#!/usr/bin/env bash
# tests/api/contract.sh PATH-OF-PARLEY: the pages' contract is what this program speaks.
set -eu
exec "${1:?usage: $0 PATH-OF-PARLEY}" contract check \
    "$(dirname "$0")/../../web/packages/api/src/contract.ts"
