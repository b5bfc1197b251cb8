// Reads a channel's manifest.json.
#pragma once

#include <string_view>

#include "ports/channel.hpp"

namespace parley::channels {

// Throws std::logic_error naming the field: a wrong manifest is our own bug.
ChannelManifest read_manifest(std::string_view json);

}  // namespace parley::channels
