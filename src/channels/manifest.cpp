#include "channels/manifest.hpp"

#include <boost/describe/class.hpp>
#include <stdexcept>

#include "codec/json.hpp"

namespace parley {

BOOST_DESCRIBE_STRUCT(ChannelCapabilities, (),
                      (text, image, file, typing, read_receipts, rating, snippet, voice, text_max,
                       file_bytes_max))
BOOST_DESCRIBE_STRUCT(ChannelName, (), (locale, text))
BOOST_DESCRIBE_STRUCT(ChannelManifest, (), (key, names, capabilities))

namespace channels {

ChannelManifest read_manifest(std::string_view json) {
    auto manifest = codec::from_json<ChannelManifest>(json);
    if (!manifest)
        throw std::logic_error("manifest: " + manifest.error().reason + " at " +
                               manifest.error().field);
    return std::move(*manifest);
}

}  // namespace channels
}  // namespace parley
