// What `parley migrate --to` prints: how far it has come, and how it ended.
#pragma once

#include <chrono>
#include <string>

#include "store/copy/copy.hpp"

namespace parley {

// "copying message: 41,000 of 126,400 rows (32 %), 20,500 rows/s, about 4 s left".
std::string progress_text(const copy::Step& step, std::chrono::duration<double> taken);
std::string plan_text(const copy::Plan& plan);
std::string report_text(const copy::Report& report);

// On a terminal one line that is written over, else a line every `line_every` and at each end.
class ProgressPrinter {
public:
    static constexpr std::chrono::milliseconds line_every{2'000};
    static constexpr std::chrono::milliseconds redraw_every{200};

    ProgressPrinter();
    void show(const copy::Step& step);

private:
    bool is_terminal_;
    copy::Step::Phase phase_ = copy::Step::Phase::copy;
    std::chrono::steady_clock::time_point began_;
    std::chrono::steady_clock::time_point shown_;
};

}  // namespace parley
