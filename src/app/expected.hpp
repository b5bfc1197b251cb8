// What whoever changes a stored thing thinks it is.
#pragma once

#include <functional>

#include "base/result.hpp"

namespace parley::app {

// Asked of the stored thing right before it is changed, on the owner's thread: still as the asker
// saw it? Empty: not asked. What it refuses is passed on, and nothing is changed.
template <class T>
using Expected = std::function<Result<>(const T& stored)>;

template <class T>
Result<> still(const Expected<T>& expected, const T& stored) {
    if (!expected) return {};
    return expected(stored);
}

}  // namespace parley::app
