// What people said to the demo's tea shop. Words of our own; names and orders are filled in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"

namespace parley::demo {

enum class Place { presales, orders, aftersales };

struct Line {
    bool by_visitor;
    std::string text;
};

struct Script {
    std::string locale;  // "zh-CN" or "en".
    Place place{};       // The queue that ends up with it.
    std::string page_title;
    std::string page_path;
    std::vector<Line> lines;  // The visitor's first.
    std::string summary;
    bool resolved = true;
    int mood = 4;  // Around which the rating falls, 1 … 5.
};

struct Person {
    std::string locale;
    std::string name;
    std::string email;  // May be empty.
    std::string phone;  // May be empty.
};

// One of the conversations with its blanks filled.
Script draw_script(std::string_view locale, Rng& rng);
Person draw_person(Rng& rng);

}  // namespace parley::demo
