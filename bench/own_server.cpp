#include "bench/own_server.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <fstream>
#include <stdexcept>

namespace parley::bench {

namespace fs = std::filesystem;

OwnServer::OwnServer(const std::string& parley, fs::path directory,
                     const std::vector<std::string>& more)
    : directory_(std::move(directory)), address_{"127.0.0.1", free_port()} {
    for (const char* page : {"desk", "widget", "console", "demo"}) {
        fs::create_directories(directory_ / "web" / page);
        std::ofstream(directory_ / "web" / page / "index.html") << "<!doctype html>";
    }
    std::vector<std::string> command{
        parley,   "serve", "--data",      directory_ / "data",          "--web", directory_ / "web",
        "--port", "0",     "--port-http", std::to_string(address_.port)};
    command.insert(command.end(), more.begin(), more.end());
    child_.emplace(command, directory_ / "log");
    wait_for_port(address_.port);
}

OwnServer::~OwnServer() = default;

void wait_until_ready(const Address& address, double seconds_max) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds_max);
    constexpr std::string_view question =
        "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    while (std::chrono::steady_clock::now() < end) {
        const int socket = connect_to(address);
        ::send(socket, question.data(), question.size(), MSG_NOSIGNAL);
        std::array<char, 64> answer{};
        const ssize_t size = ::recv(socket, answer.data(), answer.size(), 0);
        ::close(socket);
        if (size > 12 && std::string_view(answer.data(), 12) == "HTTP/1.1 200") return;
        ::usleep(5'000);
    }
    throw std::runtime_error("the server does not become ready");
}

}  // namespace parley::bench
