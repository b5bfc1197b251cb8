// Names to addresses. An interface, because what a name means can change between two askings.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/asio/thread_pool.hpp>
#include <string>
#include <vector>

#include "base/task.hpp"

namespace parley::outbound {

class Resolver {
public:
    virtual ~Resolver() = default;
    // Every address of the name; empty where there is none. Resumes on the caller's executor.
    virtual Task<std::vector<boost::asio::ip::address>> addresses(std::string name) = 0;
};

// Asks the system, on threads of its own, so that a slow name server holds up nobody else's name.
class SystemResolver final : public Resolver {
public:
    static constexpr std::size_t threads = 4;

    ~SystemResolver() override;  // Waits for lookups under way.
    Task<std::vector<boost::asio::ip::address>> addresses(std::string name) override;

private:
    boost::asio::thread_pool pool_{threads};
};

}  // namespace parley::outbound
