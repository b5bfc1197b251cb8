// STUN as ICE-lite needs it (RFC 8489, RFC 8445): a browser's binding requests and our answers.
//
// Pure and total. A request counts only with a good MESSAGE-INTEGRITY, made with the password that
// was given to that browser alone: whoever cannot make it cannot move the sound anywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "voice/media/udp_socket.hpp"
#include "voice/rtp/bytes.hpp"

namespace parley::voice {

struct BindingRequest {
    std::string_view username;  // "ours:theirs"; within the bytes parsed.
    bool nominates = false;     // USE-CANDIDATE.
    Bytes message;              // All of it.
    std::size_t integrity_at = 0;

    std::string_view our_fragment() const { return username.substr(0, username.find(':')); }
};

// Nothing: no binding request, or without name and integrity, or lengths that do not fit.
std::optional<BindingRequest> parse_binding_request(Bytes bytes);
bool is_authentic(const BindingRequest& request, std::string_view password);

// A success that tells where the request came from.
std::vector<std::uint8_t> binding_success(const BindingRequest& request, const Endpoint& from,
                                          std::string_view password);

// For tests: what a browser sends.
std::vector<std::uint8_t> binding_request(std::span<const std::uint8_t, 12> transaction,
                                          std::string_view username, std::string_view password);

}  // namespace parley::voice
