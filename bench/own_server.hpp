// A server of the benchmark's own, in a directory of its own.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bench/chat/rest.hpp"
#include "bench/ws/process.hpp"

namespace parley::bench {

class OwnServer {
public:
    // Starts `parley serve` with its data in directory/data, which may be there already, and waits
    // until it listens. `more`: further words of the command line.
    OwnServer(const std::string& parley, std::filesystem::path directory,
              const std::vector<std::string>& more = {});
    // Ends it by SIGKILL; what is on disk stays.
    ~OwnServer();
    OwnServer(const OwnServer&) = delete;
    OwnServer& operator=(const OwnServer&) = delete;

    const Address& address() const { return address_; }
    pid_t pid() const { return child_->pid(); }

private:
    std::filesystem::path directory_;
    Address address_;
    std::optional<Child> child_;
};

// Blocks until GET /readyz answers 200; throws std::runtime_error after `seconds_max`.
void wait_until_ready(const Address& address, double seconds_max);

}  // namespace parley::bench
