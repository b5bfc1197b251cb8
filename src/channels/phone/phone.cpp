#include "channels/phone/phone.hpp"

#include "channels/manifest.hpp"
#include "channels/phone_manifest.hpp"

namespace parley::channels {

ChannelManifest phone() { return read_manifest(phone_manifest); }

}  // namespace parley::channels
