#include "channels/webchat/webchat.hpp"

#include "channels/manifest.hpp"
#include "channels/webchat_manifest.hpp"

namespace parley::channels {

ChannelManifest webchat() { return read_manifest(webchat_manifest); }

}  // namespace parley::channels
