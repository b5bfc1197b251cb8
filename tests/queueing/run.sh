#!/usr/bin/env bash
# The cases of queueing theory that lie here, and the shared ones beside the checkout where there are any.
set -euo pipefail
parley="$1"
here="$(dirname "$(readlink -f "$0")")"
"$parley" lab queueing --cases "$here/cases.json"
shared="${PARLEY_QUEUEING_CASES:-$here/../../../shared/routing/queueing-cases.json}"
if [ -e "$shared" ]; then
  "$parley" lab queueing --cases "$shared"
else
  echo "SKIPPED: no shared cases at $shared"
fi
