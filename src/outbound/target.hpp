// A URL as we are willing to follow it: read strictly, because the guard and the connection must
// never understand it differently.
//
// Refused are: another scheme than https (http too where private addresses are allowed), a name and
// password, a fragment, spaces, control and non-ASCII characters, backslashes, a port not on the
// list, a name that is none (empty labels, a trailing dot), and whatever looks like an address but
// is not written as one usually is (decimal, octal, hexadecimal, short forms). Pure.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "domain/webhook.hpp"
#include "outbound/policy.hpp"

namespace parley::outbound {

struct Target {
    bool is_tls = true;
    std::string host;  // Lower case; an IPv6 address without brackets.
    std::optional<boost::asio::ip::address> address;  // Where the host is one.
    std::uint16_t port = 443;
    std::string path;  // With the query; begins with '/'.

    std::string authority() const;  // For the Host header.
};

// Refuses url_refused, or address_refused where the host is an address that is not allowed.
std::expected<Target, SendFailure> parse_target(std::string_view url, const Policy& policy);

}  // namespace parley::outbound
