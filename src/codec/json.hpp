// JSON for described structs: from_json<T>(text) and to_json(value). Start with types.hpp, which
// lists the shapes a member may have.
#pragma once

#include "codec/read.hpp"
#include "codec/types.hpp"
#include "codec/write.hpp"
