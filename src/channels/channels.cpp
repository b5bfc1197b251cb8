#include "channels/channels.hpp"

#include "channels/phone/phone.hpp"
#include "channels/webchat/webchat.hpp"

namespace parley::channels {

std::vector<ChannelManifest> all() { return {webchat(), phone()}; }

}  // namespace parley::channels
