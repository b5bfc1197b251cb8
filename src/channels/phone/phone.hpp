// The telephone channel (README.md).
#pragma once

#include "ports/channel.hpp"

namespace parley::channels {

ChannelManifest phone();

}  // namespace parley::channels
