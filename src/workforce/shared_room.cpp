#include "workforce/shared_room.hpp"

#include <fmt/format.h>

#include "workforce/erlang_b.hpp"
#include "workforce/special.hpp"

namespace parley::workforce {
namespace {

using Weights = std::vector<double>;

// Weights of the sum of two, cut at the number of places.
Weights together(const Weights& a, const Weights& b) {
    Weights sum(a.size(), 0.0);
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t j = 0; i + j < a.size(); ++j) sum[i + j] += a[i] * b[j];
    }
    double total = 0;
    for (const double weight : sum) total += weight;
    for (double& weight : sum) weight /= total;
    return sum;
}

Result<> check(const SharedRoom& room, double within) {
    CHECKED(check_rate(room.arrivals, "arrivals"));
    CHECKED(check_rate(room.service, "service"));
    CHECKED(check_servers(room.servers));
    CHECKED(check_time(within, "within"));
    if (room.classes < 1 || room.classes > 1'000) {
        return refuse(Code::invalid, "count_out_of_bounds", "1 to 1,000 classes", "classes");
    }
    if (room.places < 0 || room.places > room_max) {
        return refuse(Code::invalid, "places_out_of_bounds", fmt::format("{} places", room.places),
                      "places");
    }
    return {};
}

}  // namespace

Result<SharedRoomFigures> shared_room(const SharedRoom& room, double within) {
    CHECKED(check(room, within));
    const double load = room.arrivals / room.service;
    // With all its agents busy and nobody waiting, relative to fewer busy or just so: Erlang's B.
    TRY(const double all_busy, erlang_b(load, room.servers));
    const auto places = static_cast<std::size_t>(room.places);
    Weights busy(places + 1);  // Of one class: all its agents busy and q waiting.
    busy[0] = all_busy;
    for (std::size_t q = 1; q <= places; ++q) busy[q] = busy[q - 1] * load / room.servers;
    Weights any = busy;  // The same, fewer busy agents included.
    any[0] = 1;
    Weights others(places + 1, 0.0);
    others[0] = 1;
    for (int i = 1; i < room.classes; ++i) others = together(others, any);

    double total = 0;
    double turned_away = 0;
    double waits = 0;
    double wait = 0;
    double late = 0;
    double others_below = 0;  // Weight of at most `places - q` others waiting, as q falls.
    const double rate = room.service * room.servers;
    for (std::size_t q = places + 1; q-- > 0;) {
        turned_away += busy[q] * others[places - q];
        const double let_in = others_below;  // At most places - 1 - q others.
        others_below += others[places - q];
        total += any[q] * others_below;
        waits += busy[q] * let_in;
        wait += busy[q] * let_in * static_cast<double>(q + 1) / rate;
        late += busy[q] * let_in * erlang_above(static_cast<int>(q) + 1, rate, within);
    }
    const double let_in = total - turned_away;
    return SharedRoomFigures{turned_away / total, waits / let_in, wait / let_in, 1 - late / let_in};
}

}  // namespace parley::workforce
