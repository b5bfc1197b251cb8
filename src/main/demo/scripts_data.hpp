// The conversations with blanks: {茶} a tea, {n} its number, {单} an order, {城} a town, {价} a
// price. A line begins with ? (the visitor's) or ! (the agent's).
#pragma once

#include "main/demo/scripts.hpp"

namespace parley::demo {

struct Template {
    Place place;
    const char* page_title;
    const char* page_path;
    std::vector<const char*> lines;
    const char* summary;
    bool resolved;
    int mood;
};

const std::vector<Template>& chinese_templates();
const std::vector<Template>& english_templates();

}  // namespace parley::demo
