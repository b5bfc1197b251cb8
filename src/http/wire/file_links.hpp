// Links to files: whoever holds one may read the file, and nobody can make one up.
//
// The key in the path is an HMAC of workspace and attachment under the installation's own key, so
// no lookup of rights is needed and a link works in an <img> of the widget. The workspace is part
// of the path's key: it is found again without asking the database. Thread: immutable; any.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/attachment.hpp"

namespace parley::wire {

class FileLinks {
public:
    static constexpr std::size_t secret_bytes = 32;
    using Secret = std::array<std::uint8_t, secret_bytes>;

    explicit FileLinks(const Secret& secret) : secret_(secret) {}

    std::string url(WorkspaceId workspace, AttachmentId id) const;
    std::string thumbnail_url(WorkspaceId workspace, AttachmentId id) const;

    // The workspace that `key` proves for the attachment; nothing where the link is not ours.
    std::optional<WorkspaceId> workspace_of(AttachmentId id, std::string_view key) const;

private:
    std::string key(WorkspaceId workspace, AttachmentId id) const;

    Secret secret_;
};

}  // namespace parley::wire
