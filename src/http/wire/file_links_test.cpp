#include "http/wire/file_links.hpp"

#include <doctest/doctest.h>

namespace parley::wire {
namespace {

FileLinks::Secret secret_of(std::uint8_t byte) {
    FileLinks::Secret secret{};
    secret.fill(byte);
    return secret;
}

std::string key_in(const std::string& url) { return url.substr(url.rfind('/') + 1); }

TEST_CASE("a link opens its own file in its own workspace, and no other") {
    SeededRng rng(1);
    const FileLinks links(secret_of(1));
    const auto workspace = WorkspaceId::make(from_ms(1), rng);
    const auto id = AttachmentId::make(from_ms(1), rng);
    const auto other = AttachmentId::make(from_ms(1), rng);
    std::string key = key_in(links.url(workspace, id));

    CHECK(links.workspace_of(id, key) == workspace);
    CHECK_FALSE(links.workspace_of(other, key));
    CHECK_FALSE(FileLinks(secret_of(2)).workspace_of(id, key));
    CHECK_FALSE(links.workspace_of(id, key + "A"));
    CHECK_FALSE(links.workspace_of(id, ""));
    CHECK_FALSE(links.workspace_of(id, std::string(200, 'A')));
    for (std::size_t i = 0; i < key.size(); ++i) {
        std::string changed = key;
        changed[i] = changed[i] == 'B' ? 'C' : 'B';
        CHECK_FALSE(links.workspace_of(id, changed));
    }
    CHECK(links.thumbnail_url(workspace, id) == links.url(workspace, id) + "/thumbnail");
}

}  // namespace
}  // namespace parley::wire
