// The contract in TypeScript: every wire type, written from the same descriptions that read and
// write the JSON, so that pages and server cannot drift apart.
//
// web/packages/api/src/contract.ts holds the output; tests/api/contract.sh compares the two.
#pragma once

#include <string>

namespace parley::wire {

std::string typescript_contract();

}  // namespace parley::wire
