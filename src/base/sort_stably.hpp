// Sorts so that equals keep their order. std::stable_sort of the library we build with borrows its
// buffer from a function that the standard has deprecated, and warnings are errors here.
//
// Costs a number for each item, and moves each item once.
#pragma once

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace parley {

template <class T, class Less>
void sort_stably(std::vector<T>& items, Less less) {
    std::vector<std::size_t> order(items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        if (less(items[a], items[b])) return true;
        return a < b && !less(items[b], items[a]);
    });
    std::vector<T> sorted;
    sorted.reserve(items.size());
    for (const std::size_t at : order) sorted.push_back(std::move(items[at]));
    items = std::move(sorted);
}

}  // namespace parley
