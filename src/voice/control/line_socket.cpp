#include "voice/control/line_socket.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "base/log.hpp"
#include "base/thread_name.hpp"

namespace parley::voice {
namespace {

using Steady = std::chrono::steady_clock;

[[noreturn]] void fail(const char* doing) {
    throw std::system_error(errno, std::generic_category(), doing);
}

void close_if_open(int& handle) {
    if (handle >= 0) ::close(std::exchange(handle, -1));
}

int listen_at(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        fail("control socket");
    }
    std::memcpy(address.sun_path, path.data(), path.size());
    ::unlink(path.c_str());
    const int handle = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (handle < 0) fail("control socket");
    const mode_t before = ::umask(0077);  // Ours alone.
    const int bound = ::bind(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::umask(before);
    if (bound != 0 || ::listen(handle, 4) != 0) fail("control socket");
    return handle;
}

}  // namespace

// Everything but `waiting` is of the thread.
struct LineSocket::Impl {
    explicit Impl(std::string where)
        : path(std::move(where)),
          listener(listen_at(path)),
          wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}
    ~Impl() {
        stop();
        close_if_open(partner);
        stop_listening();
        close_if_open(wake);
    }
    void start(Told heard_by, Duration patience) {
        told = std::move(heard_by);
        thread = std::thread([this, patience] {
            name_thread("control");
            if (await_partner(patience)) run();
            if (!stopping) told.lost();
            flush();
        });
    }
    void stop() {
        if (!thread.joinable()) return;
        stopping = true;
        rouse();
        thread.join();
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void rouse() const {
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t written = ::write(wake, &one, sizeof one);
    }

    void say(std::string line) {
        {
            const std::scoped_lock lock(mutex);
            if (!is_connected) return;
            waiting += line;
            waiting += '\n';
        }
        rouse();
    }

    bool await_partner(Duration patience) {
        const auto deadline = Steady::now() + patience;
        while (!stopping && partner < 0) {
            const auto left = std::chrono::ceil<Duration>(deadline - Steady::now());
            if (left <= Duration{0}) {
                log_error("control_never_came", {});
                return false;
            }
            std::array<pollfd, 2> watched{pollfd{wake, POLLIN, 0}, pollfd{listener, POLLIN, 0}};
            if (::poll(watched.data(), watched.size(), static_cast<int>(left.count())) < 0 &&
                errno != EINTR)
                return false;
            if (watched[0].revents != 0) calm();
            if (watched[1].revents != 0) accept();
        }
        return partner >= 0;
    }

    // Until the partner is gone, or stop().
    void run() {
        while (!stopping && partner >= 0) {
            std::array<pollfd, 2> watched{pollfd{wake, POLLIN, 0}, pollfd{partner, POLLIN, 0}};
            if (has_waiting()) watched[1].events |= POLLOUT;
            if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) return;
            if (watched[0].revents != 0) calm();
            if ((watched[1].revents & (POLLIN | POLLHUP | POLLERR)) != 0) read();
            if (partner >= 0) write();
        }
    }

    void flush() {
        const auto deadline = Steady::now() + flush_max;
        while (partner >= 0 && has_waiting()) {
            const auto left = std::chrono::ceil<Duration>(deadline - Steady::now());
            pollfd watched{partner, POLLOUT, 0};
            if (left <= Duration{0} || ::poll(&watched, 1, static_cast<int>(left.count())) <= 0)
                return;
            write();
        }
    }

    void calm() const {
        std::uint64_t count = 0;
        [[maybe_unused]] const ssize_t size = ::read(wake, &count, sizeof count);
    }

    bool has_waiting() {
        const std::scoped_lock lock(mutex);
        return !waiting.empty();
    }

    void accept() {
        const int handle = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (handle < 0) return;
        partner = handle;
        stop_listening();
        {
            const std::scoped_lock lock(mutex);
            is_connected = true;
        }
        told.connected();
    }

    // Whoever comes after us listens at the same path, perhaps before we are gone.
    void stop_listening() {
        if (listener < 0) return;
        ::unlink(path.c_str());
        close_if_open(listener);
    }

    void let_go() {
        close_if_open(partner);
        heard.clear();
        const std::scoped_lock lock(mutex);
        waiting.clear();
        is_connected = false;
    }

    void read() {
        std::array<char, 16'384> bytes;  // NOLINT: the kernel fills it.
        const ssize_t size = ::read(partner, bytes.data(), bytes.size());
        if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (size <= 0) return let_go();
        heard.append(bytes.data(), static_cast<std::size_t>(size));
        std::size_t begin = 0;
        bool is_too_long = false;
        for (std::size_t end; (end = heard.find('\n', begin)) != heard.npos; begin = end + 1) {
            is_too_long = end - begin > line_max;
            if (is_too_long) break;
            told.line(std::string_view(heard).substr(begin, end - begin));
        }
        heard.erase(0, begin);
        if (is_too_long || heard.size() > line_max) {
            log_error("control_line_too_long", {});
            let_go();
        }
    }

    void write() {
        bool is_too_much = false;
        bool is_lost = false;
        {
            const std::scoped_lock lock(mutex);
            if (waiting.empty()) return;
            const ssize_t size = ::send(partner, waiting.data(), waiting.size(), MSG_NOSIGNAL);
            if (size > 0) waiting.erase(0, static_cast<std::size_t>(size));
            is_lost = size < 0 && errno != EAGAIN && errno != EINTR;
            is_too_much = waiting.size() > waiting_max;
        }
        if (is_too_much) log_error("control_partner_too_slow", {});
        if (is_too_much || is_lost) let_go();
    }

    const std::string path;
    Told told;
    int listener;
    int wake;
    int partner = -1;
    std::string heard;
    std::mutex mutex;
    std::string waiting;
    bool is_connected = false;
    std::atomic<bool> stopping{false};
    std::thread thread;
};

LineSocket::LineSocket(std::string path) : impl_(std::make_unique<Impl>(std::move(path))) {}
LineSocket::~LineSocket() = default;

void LineSocket::start(Told told, Duration patience) { impl_->start(std::move(told), patience); }
void LineSocket::stop() { impl_->stop(); }

void LineSocket::say(std::string line) { impl_->say(std::move(line)); }

}  // namespace parley::voice
