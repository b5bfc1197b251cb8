// The demo's telephone lines: a hotline that this machine itself may call, and two desk phones.
#pragma once

#include "main/demo/company.hpp"

namespace parley::demo {

constexpr const char* hotline_number = "+861088886666";

struct DeskPhone {
    const char* user;
    const char* agent;  // Their e-mail address.
    const char* name;
};
// Whose password is the one of all logins.
constexpr DeskPhone desk_phones[] = {
    {"demo-xiaoyu", "xiaoyu@demo.parley", "王小雨的话机 Xiaoyu's phone"},
    {"demo-tom", "tom@demo.parley", "Tom's phone"},
};

void connect_lines(app::App& app, const Company& company);

}  // namespace parley::demo
