#include "channels/channels.hpp"

#include "channels/webchat/webchat.hpp"

namespace parley::channels {

std::vector<ChannelManifest> all() { return {webchat()}; }

}  // namespace parley::channels
