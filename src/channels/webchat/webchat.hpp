// The web chat channel (README.md).
#pragma once

#include "ports/channel.hpp"

namespace parley::channels {

ChannelManifest webchat();

}  // namespace parley::channels
