#include "outbound/resolver.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/post.hpp>
#include <cstring>
#include <memory>
#include <utility>

namespace parley::outbound {
namespace {

using Addresses = std::vector<boost::asio::ip::address>;

boost::asio::ip::address address_in(const addrinfo& info) {
    if (info.ai_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, info.ai_addr, sizeof in);
        return boost::asio::ip::address_v4(ntohl(in.sin_addr.s_addr));
    }
    sockaddr_in6 in{};
    std::memcpy(&in, info.ai_addr, sizeof in);
    boost::asio::ip::address_v6::bytes_type bytes;
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return boost::asio::ip::address_v6(bytes, in.sin6_scope_id);
}

Addresses look_up(const std::string& name) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* first = nullptr;
    if (::getaddrinfo(name.c_str(), nullptr, &hints, &first) != 0) return {};
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> all(first, &::freeaddrinfo);
    Addresses found;
    for (const addrinfo* each = all.get(); each != nullptr; each = each->ai_next) {
        if (each->ai_family == AF_INET || each->ai_family == AF_INET6)
            found.push_back(address_in(*each));
    }
    return found;
}

}  // namespace

SystemResolver::~SystemResolver() {
    pool_.stop();
    pool_.join();
}

Task<Addresses> SystemResolver::addresses(std::string name) {
    auto initiate = [this](auto handler, std::string asked) {
        auto executor = boost::asio::get_associated_executor(handler);
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        boost::asio::post(pool_, [executor, shared, asked = std::move(asked)] {
            boost::asio::post(executor, [shared, found = look_up(asked)]() mutable {
                std::move (*shared)(std::move(found));
            });
        });
    };
    co_return co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>,
                                                   void(Addresses)>(
        initiate, boost::asio::use_awaitable, std::move(name));
}

}  // namespace parley::outbound
