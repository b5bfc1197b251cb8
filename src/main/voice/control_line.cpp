#include "main/voice/control_line.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <stdexcept>

#include "app/calls/words.hpp"
#include "base/log.hpp"

extern char** environ;  // Of POSIX.

namespace parley {
namespace {

namespace asio = boost::asio;
using asio::use_awaitable;

constexpr Duration start_again_after = 500ms;
constexpr Duration connect_again_after = 50ms;
constexpr int connects_max = 200;  // Ten seconds.

constexpr int first_of_ours = 3;  // After what it reads and says.

// It gets nothing of what is open here: a port or a client's connection would outlive us in it.
pid_t spawn_child(std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addclosefrom_np(&actions, first_of_ours);
    pid_t child = -1;
    const int failed =
        posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed == 0 ? child : -1;
}

}  // namespace

ControlLine::ControlLine(asio::io_context& io, std::vector<std::string> words, std::string socket,
                         Listener listener)
    : io_(io), words_(std::move(words)), path_(std::move(socket)), listener_(std::move(listener)) {}

Task<> ControlLine::run() {
    asio::steady_timer pause(io_);
    while (!is_stopping_) {
        child_ = spawn_child(words_);
        if (child_ < 0) log_error("voice_not_started", {{"program", words_.front()}});
        try {
            co_await talk();
        } catch (const std::exception& error) {
            if (!is_stopping_) log_error("voice_lost", {{"why", error.what()}});
        }
        socket_.reset();
        outgoing_.clear();
        if (std::exchange(is_connected_, false)) listener_.on_lost();
        if (child_ > 0) {
            ::kill(child_, SIGTERM);
            ::waitpid(child_, nullptr, 0);
        }
        child_ = -1;
        pause.expires_after(start_again_after);
        if (!is_stopping_) co_await pause.async_wait(use_awaitable);
    }
}

Task<> ControlLine::talk() {
    asio::steady_timer pause(io_);
    for (int tried = 0;; ++tried) {
        socket_.emplace(io_);
        boost::system::error_code error;
        socket_->connect({path_}, error);
        if (!error) break;
        if (tried == connects_max || is_stopping_) throw boost::system::system_error(error);
        // Its ports may be another's still: one that outlived the server before us.
        if (child_ < 0 || ::waitpid(child_, nullptr, WNOHANG) == child_) {
            child_ = -1;
            throw std::runtime_error("it ended at its start");
        }
        pause.expires_after(connect_again_after);
        co_await pause.async_wait(use_awaitable);
    }
    is_connected_ = true;
    std::string text;
    for (;;) {
        const std::size_t size = co_await asio::async_read_until(
            *socket_, asio::dynamic_buffer(text, voice::control_line_max), '\n', use_awaitable);
        listener_.on_line(std::string_view(text).substr(0, size - 1));
        text.erase(0, size);
    }
}

void ControlLine::stop() {
    is_stopping_ = true;
    if (socket_) socket_->close();
}

void ControlLine::say(const std::string& line) {
    if (!is_up()) return;
    outgoing_.push_back(line + "\n");
    if (!std::exchange(is_writing_, true)) asio::co_spawn(io_, write_all(), asio::detached);
}

Task<> ControlLine::write_all() {
    boost::system::error_code error;
    while (!outgoing_.empty() && socket_ && !error) {
        const std::string line = std::move(outgoing_.front());
        outgoing_.pop_front();
        co_await asio::async_write(*socket_, asio::buffer(line),
                                   asio::redirect_error(use_awaitable, error));
    }
    is_writing_ = false;
}

}  // namespace parley
