#include "http/wire/file_links.hpp"

#include <sodium.h>

#include <cstring>

#include "base/secret.hpp"

namespace parley::wire {
namespace {

// 96 bits of proof: a guesser has no other oracle than asking this server.
constexpr std::size_t proof_bytes = 12;
constexpr std::size_t workspace_bytes = 16;
constexpr std::size_t key_bytes = workspace_bytes + proof_bytes;

using Key = std::array<std::uint8_t, key_bytes>;

Key make_key(const FileLinks::Secret& secret, WorkspaceId workspace, AttachmentId id) {
    static_assert(FileLinks::secret_bytes == crypto_generichash_KEYBYTES);
    std::array<std::uint8_t, 32> input{};
    std::memcpy(input.data(), workspace.bytes().data(), 16);
    std::memcpy(input.data() + 16, id.bytes().data(), 16);
    Key key{};
    std::memcpy(key.data(), workspace.bytes().data(), workspace_bytes);
    std::array<std::uint8_t, crypto_generichash_BYTES> proof{};
    crypto_generichash(proof.data(), proof.size(), input.data(), input.size(), secret.data(),
                       secret.size());
    std::memcpy(key.data() + workspace_bytes, proof.data(), proof_bytes);
    return key;
}

}  // namespace

std::string FileLinks::key(WorkspaceId workspace, AttachmentId id) const {
    const Key bytes = make_key(secret_, workspace, id);
    return encode_base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, Base64::url);
}

std::string FileLinks::url(WorkspaceId workspace, AttachmentId id) const {
    return "/api/v1/files/" + id.text() + "/" + key(workspace, id);
}

std::string FileLinks::thumbnail_url(WorkspaceId workspace, AttachmentId id) const {
    return url(workspace, id) + "/thumbnail";
}

std::optional<WorkspaceId> FileLinks::workspace_of(AttachmentId id, std::string_view key) const {
    const auto given = decode_base64(key, Base64::url);
    if (!given || given->size() != key_bytes) return std::nullopt;
    IdBytes bytes{};
    std::memcpy(bytes.data(), given->data(), workspace_bytes);
    const Key right = make_key(secret_, WorkspaceId(bytes), id);
    if (sodium_memcmp(given->data(), right.data(), right.size()) != 0) return std::nullopt;
    return WorkspaceId(bytes);
}

}  // namespace parley::wire
