// Child processes of a benchmark and what they cost.
#pragma once

#include <sys/types.h>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace parley::bench {

// A child that is ended, by its own id, when this goes out of scope.
class Child {
public:
    // Runs `body` in a fork.
    explicit Child(const std::function<void()>& body);
    // Runs a program; what it prints goes to `output_file`.
    Child(const std::vector<std::string>& command, const std::string& output_file);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    pid_t pid() const { return pid_; }
    void wait();  // Until it ends by itself.

private:
    pid_t pid_ = -1;
};

double cpu_seconds(pid_t pid);
std::int64_t resident_bytes(pid_t pid);
// Lifts this process's limit of open files, and that of children to come, as far as allowed.
void raise_file_limit();
std::uint16_t free_port();
// Waits until something listens there; throws std::runtime_error after 10 s.
void wait_for_port(std::uint16_t port);

}  // namespace parley::bench
