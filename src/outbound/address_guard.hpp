// Which addresses somebody else's URL may lead to: those of the public internet, and no others.
//
// IPv6 is judged by what is allowed (global unicast), for there is always one more way to write an
// IPv4 address in it; IPv4 by what is not (the registry of special-purpose addresses, multicast,
// and one metadata service that lives on a public address). Pure.
#pragma once

#include <boost/asio/ip/address.hpp>

namespace parley::outbound {

bool is_public(const boost::asio::ip::address& address);

}  // namespace parley::outbound
