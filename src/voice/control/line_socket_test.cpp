#include "voice/control/line_socket.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <future>
#include <mutex>
#include <string>
#include <vector>

namespace parley::voice {
namespace {

class Partner {
public:
    explicit Partner(const std::string& path) : handle_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.data(), path.size());
        is_connected_ =
            ::connect(handle_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~Partner() { ::close(handle_); }
    Partner(const Partner&) = delete;
    Partner& operator=(const Partner&) = delete;

    bool is_connected() const { return is_connected_; }
    void say(const std::string& text) const {
        CHECK(::send(handle_, text.data(), text.size(), MSG_NOSIGNAL) ==
              static_cast<ssize_t>(text.size()));
    }
    // All that comes until the other end closes.
    std::string rest() const {
        std::string text;
        std::array<char, 4'096> bytes{};
        for (ssize_t size = 0; (size = ::read(handle_, bytes.data(), bytes.size())) > 0;)
            text.append(bytes.data(), static_cast<std::size_t>(size));
        return text;
    }

private:
    int handle_;
    bool is_connected_ = false;
};

struct Service {
    explicit Service(Duration patience = 10s) : socket(std::make_unique<LineSocket>(path())) {
        socket->start({[this] { connected.set_value(); },
                       [this](std::string_view line) {
                           const std::scoped_lock lock(mutex);
                           lines.emplace_back(line);
                       },
                       [this] { lost.set_value(); }},
                      patience);
    }
    static std::string path() {
        return (std::filesystem::temp_directory_path() / "line_socket_test.").string() +
               std::to_string(::getpid());
    }

    std::promise<void> connected;
    std::promise<void> lost;
    std::mutex mutex;
    std::vector<std::string> lines;
    std::unique_ptr<LineSocket> socket;
};

bool comes(std::promise<void>& promise) {
    return promise.get_future().wait_for(10s) == std::future_status::ready;
}

TEST_CASE("a partner that goes is lost, once its lines were told") {
    Service service;
    {
        const Partner partner(Service::path());
        REQUIRE(comes(service.connected));
        partner.say("one\ntw");
        partner.say("o\nunfinished");
    }
    REQUIRE(comes(service.lost));
    const std::scoped_lock lock(service.mutex);
    CHECK(service.lines == std::vector<std::string>{"one", "two"});
}

TEST_CASE("nobody else may come, before or after") {
    Service service;
    const Partner partner(Service::path());
    REQUIRE(comes(service.connected));
    CHECK_FALSE(Partner(Service::path()).is_connected());
}

TEST_CASE("who does not come in time is lost") {
    Service service(50ms);
    CHECK(comes(service.lost));
}

TEST_CASE("what was said is written before it stops") {
    Service service;
    const Partner partner(Service::path());
    REQUIRE(comes(service.connected));
    std::string said;
    for (int count = 0; count < 1'000; ++count) {
        const std::string line = "line " + std::to_string(count);
        service.socket->say(line);
        said += line + "\n";
    }
    // Read beside it: a kernel keeps a few hundred lines at most.
    auto rest = std::async(std::launch::async, [&] { return partner.rest(); });
    service.socket->stop();
    service.socket.reset();
    CHECK(rest.get() == said);
}

TEST_CASE("a line without an end, or one too long, loses the partner") {
    for (const std::string end : {"", "\n"}) {
        Service service;
        const Partner partner(Service::path());
        REQUIRE(comes(service.connected));
        partner.say(std::string(LineSocket::line_max + 1, 'x') + end);
        CHECK(comes(service.lost));
        CHECK(service.lines.empty());
    }
}

TEST_CASE("a partner that takes nothing is let go") {
    Service service;
    const Partner partner(Service::path());
    REQUIRE(comes(service.connected));
    const std::string line(LineSocket::line_max, 'x');
    for (std::size_t said = 0; said < 2 * LineSocket::waiting_max; said += line.size())
        service.socket->say(line);
    CHECK(comes(service.lost));
}

}  // namespace
}  // namespace parley::voice
