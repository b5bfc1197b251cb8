// REST over one kept-alive connection of plain HTTP; blocking, for setting a benchmark's stage.
#pragma once

#include <boost/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace parley::bench {

struct Address {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
};

// From `http://host:port`; throws std::invalid_argument.
Address address_of(std::string_view url);
// A connected socket without Nagle's delay; throws std::runtime_error.
int connect_to(const Address& address);

class Rest {
public:
    explicit Rest(const Address& address);
    ~Rest();
    Rest(const Rest&) = delete;
    Rest& operator=(const Rest&) = delete;

    // `path` is below /api/v1. Throws std::runtime_error with the answer where it is a refusal.
    boost::json::value call(std::string_view method, std::string_view path,
                            std::string_view body = {});
    // What the server set last; sent with every call.
    const std::string& cookie() const { return cookie_; }

private:
    std::string receive_head();
    std::string receive_body(std::size_t size);
    void reopen_if_closed();  // The server closes a connection that nothing comes by for a while.
    void receive_more();

    const Address address_;
    int socket_;
    std::string cookie_;
    std::string received_;
};

}  // namespace parley::bench
