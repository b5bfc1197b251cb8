#include "bench/life/herd.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <vector>

#include "bench/ws/wire.hpp"

namespace parley::bench {
namespace {

using Time = std::chrono::steady_clock::time_point;

constexpr auto again_after = std::chrono::seconds(1);
constexpr std::size_t visitors_per_source = 5'000;

// The upgrade and the hello in one: the server reads the second when it has answered the first.
std::string words_of(const Past& past, const Visitor& visitor) {
    const auto hello = fmt::format(
        R"({{"type":"hello","protocol":1,"after":{},"visitor":{{"visitor_id":"{}","secret":"{}",)"
        R"("inbox_key":"{}"}}}})",
        past.last_seq, visitor.id, visitor.secret, past.inbox_key);
    std::string words = upgrade_request("localhost", "/api/v1/realtime");
    append_frame(words, text_opcode, hello);
    return words;
}

struct Page {
    int socket = -1;
    std::string words;
    std::string heard;
    bool has_spoken = false;
    bool is_back = false;
    Time try_at{};
    double back_after = 0;
};

class Herd {
public:
    Herd(std::vector<Address> servers, const Past& past, std::size_t visitors)
        : servers_(std::move(servers)), epoll_(::epoll_create1(0)), pages_(visitors) {
        for (std::size_t at = 0; at < visitors; ++at)
            pages_[at].words = words_of(past, past.visitors.at(at));
    }
    ~Herd() {
        for (const Page& page : pages_) {
            if (page.socket >= 0) ::close(page.socket);
        }
        ::close(epoll_);
    }
    Herd(const Herd&) = delete;
    Herd& operator=(const Herd&) = delete;

    HerdResult run(double seconds_max) {
        begun_ = std::chrono::steady_clock::now();
        while (result_.back < pages_.size() && elapsed() < seconds_max) {
            connect_due();
            serve();
        }
        std::vector<double> after;
        for (const Page& page : pages_) after.push_back(page.back_after);
        std::ranges::sort(after);
        result_.seconds = after.back();
        result_.welcomed_p50 = after[after.size() / 2];
        return result_;
    }

private:
    double elapsed() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
    }

    void connect_due() {
        const Time now = std::chrono::steady_clock::now();
        for (std::size_t at = 0; at < pages_.size(); ++at) {
            Page& page = pages_[at];
            if (page.socket < 0 && !page.is_back && page.try_at <= now) connect(page, at);
        }
    }

    void connect(Page& page, std::size_t at) {
        ++result_.tries;
        page.has_spoken = false;
        page.heard.clear();
        page.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        if (page.socket < 0) throw std::runtime_error("herd: too few descriptors");
        sockaddr_in from{};
        from.sin_family = AF_INET;
        from.sin_addr.s_addr =
            htonl(INADDR_LOOPBACK + 1 + static_cast<std::uint32_t>(at / visitors_per_source));
        const int on = 1;
        ::setsockopt(page.socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
        ::bind(page.socket, reinterpret_cast<sockaddr*>(&from), sizeof from);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(servers_[at % servers_.size()].port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::connect(page.socket, reinterpret_cast<sockaddr*>(&to), sizeof to);
        epoll_event event{};
        event.events = EPOLLIN | EPOLLOUT;
        event.data.u64 = at;
        ::epoll_ctl(epoll_, EPOLL_CTL_ADD, page.socket, &event);
    }

    void serve() {
        std::array<epoll_event, 256> events;
        const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 20);
        for (int each = 0; each < count; ++each) {
            const epoll_event& event = events[static_cast<std::size_t>(each)];
            Page& page = pages_[event.data.u64];
            if ((event.events & (EPOLLERR | EPOLLHUP)) != 0) {
                leave(page);
                continue;
            }
            if (!page.has_spoken && (event.events & EPOLLOUT) != 0) speak(page, event.data.u64);
            if ((event.events & EPOLLIN) != 0) hear(page);
        }
    }

    void speak(Page& page, std::uint64_t at) {
        page.has_spoken = true;
        ::send(page.socket, page.words.data(), page.words.size(), MSG_NOSIGNAL);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = at;
        ::epoll_ctl(epoll_, EPOLL_CTL_MOD, page.socket, &event);
    }

    void hear(Page& page) {
        static std::array<char, 64 * 1024> buffer;
        const ssize_t size = ::recv(page.socket, buffer.data(), buffer.size(), 0);
        if (size < 0 && errno == EAGAIN) return;
        if (size <= 0) return leave(page);
        if (page.is_back) return;
        page.heard.append(buffer.data(), static_cast<std::size_t>(size));
        if (page.heard.find(R"("visitor_welcome")") == std::string::npos) return;
        if (page.heard.find(R"("resumed":true)") == std::string::npos)
            throw std::runtime_error("herd: a visitor was not resumed");
        page.is_back = true;
        page.back_after = elapsed();
        page.heard = {};
        ++result_.back;
    }

    void leave(Page& page) {
        ::close(std::exchange(page.socket, -1));
        page.try_at = std::chrono::steady_clock::now() + again_after;
        if (!std::exchange(page.is_back, false)) return;
        --result_.back;
    }

    std::vector<Address> servers_;
    int epoll_;
    std::vector<Page> pages_;
    Time begun_{};
    HerdResult result_;
};

}  // namespace

HerdResult come_back(std::vector<Address> servers, const Past& past, std::size_t visitors,
                     double seconds_max) {
    return Herd(std::move(servers), past, visitors).run(seconds_max);
}

}  // namespace parley::bench
