#include "channels/channels.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "channels/manifest.hpp"
#include "domain/attachment.hpp"
#include "domain/message.hpp"

namespace parley::channels {
namespace {

TEST_CASE("every channel has a key, both names, and limits the domain can keep") {
    for (const ChannelManifest& channel : all()) {
        CAPTURE(channel.key);
        CHECK_FALSE(channel.key.empty());
        const auto is_named = [&](std::string_view locale) {
            return std::ranges::find(channel.names, locale, &ChannelName::locale) !=
                   channel.names.end();
        };
        CHECK(is_named("en"));
        CHECK(is_named("zh-CN"));
        CHECK(channel.capabilities.text_max <= static_cast<std::int64_t>(Message::text_max));
        CHECK(channel.capabilities.file_bytes_max <= Attachment::size_max);
    }
}

TEST_CASE("a manifest that misses something is found at start") {
    CHECK_THROWS_AS(read_manifest("{}"), std::logic_error);
    CHECK_THROWS_AS(read_manifest("not json"), std::logic_error);
}

}  // namespace
}  // namespace parley::channels
