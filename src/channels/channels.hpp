// The channels this program has, as data.
#pragma once

#include <vector>

#include "ports/channel.hpp"

namespace parley::channels {

// In the order they are offered. Throws std::logic_error where a manifest is not what it should be.
std::vector<ChannelManifest> all();

}  // namespace parley::channels
