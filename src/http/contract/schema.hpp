// JSON Schema (2020-12, as OpenAPI 3.1 has it) of the contract's types, from the wire catalogue.
#pragma once

#include <string>

#include "http/contract/json_text.hpp"
#include "http/contract/operation.hpp"
#include "http/wire/catalogue.hpp"

namespace parley::http {

// All named types by their name: {"Agent": {…}, …}, pages of lists included.
JsonObject component_schemas();

// What a client may send: its members have bounds.
bool is_of_request(const std::string& type);

std::string schema_reference(std::string_view name);
// REQUIRES: `shape` is JSON.
std::string schema_of(const Shape& shape);
// "Agent", "AgentPage": what the shape is called among the components.
std::string component_name(const Shape& shape);

}  // namespace parley::http
