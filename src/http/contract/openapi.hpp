// The contract as an OpenAPI 3.1 document: the route table, what the chapters say of each route,
// the wire catalogue, and the realtime line under `x-realtime`.
//
// Served at /api/openapi.json, printed by `parley contract openapi`; docs/contract/v1.json is what
// tools/contract keeps of it to notice a breaking change.
#pragma once

#include <string>

namespace parley::http {

// REQUIRES: every route is described, and nothing else is (contract_test.cpp sees to it).
std::string openapi_document();

}  // namespace parley::http
