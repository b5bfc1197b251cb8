// The control of `parley voice`, as the server holds it: a line of JSON each way.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "app/calls/words.hpp"

namespace parley::bench {

class Control {
public:
    // Waits until it is there; throws std::runtime_error after 10 s.
    explicit Control(const std::string& path);
    ~Control();
    Control(const Control&) = delete;
    Control& operator=(const Control&) = delete;

    void say(const voice::Command& command);
    // What is told next; nothing: nothing was within `patience`. Throws where the line has ended.
    std::optional<voice::Event> next(std::chrono::milliseconds patience);

private:
    int handle_ = -1;
    std::string read_;
};

}  // namespace parley::bench
