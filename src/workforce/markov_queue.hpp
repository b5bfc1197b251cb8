// One queue with exponential everything: M/M/n/K+M. Its special cases have names of their own:
//
//     patience 0 (none gives up), places n            Erlang B    a loss system
//     patience 0, places unlimited                    Erlang C    see erlang_c.hpp
//     patience > 0, places unlimited                  Erlang A    contacts give up
//     patience 0, places K                            M/M/n/K     a waiting room of K - n
//
// Served in the order of arrival. Sources: C. Palm, "Research on telephone traffic carried by full
// availability groups" (1943/1957) and O. Garnett, A. Mandelbaum, M. Reiman, "Designing a call
// center with impatient customers" (M&SOM 4, 2002) for Erlang A; D. Gross, C. Harris,
// "Fundamentals of queueing theory" for M/M/n/K. The wait of a patient contact who finds j others
// waiting is a sum of j + 1 exponential times of rates n mu + k theta, k = 0 … j, which is
// -log(B) / theta with B of the beta distribution (n mu / theta, j + 1): a Rényi representation
// (A. Rényi, "On the theory of order statistics", 1953). So no alternating sums are needed.
//
// Bounds:   those of bounds.hpp; the states kept are those that weigh more than 1e-18 of all.
// Refusals: queue_grows_forever without patience and places when load >= servers; bounds.hpp.
#pragma once

#include <optional>
#include <vector>

#include "workforce/bounds.hpp"

namespace parley::workforce {

struct MarkovQueue {
    double arrivals = 0;  // Rate at which contacts come.
    double service = 0;   // Rate of one server; 1 / mean handling time.
    int servers = 1;
    double patience = 0;        // Rate at which one waiting contact gives up; 0: never.
    std::optional<int> places;  // In the system; at least `servers`. None: unlimited.
};

// Everything about a queue in the long run. Waits are those of contacts let in, given up or not,
// unless they say `served`.
class SteadyQueue {
public:
    static Result<SteadyQueue> of(const MarkovQueue& queue);

    double blocking() const;  // Share of all who come that are turned away.
    double wait_probability() const;
    double abandonment() const;  // Share of those let in.
    double mean_wait() const;
    double mean_wait_served() const;
    double mean_waiting() const;  // Contacts waiting at a random moment.
    double occupancy() const;     // Share of the servers' time.

    // P(wait > t); a contact's wait ends by being served or by giving up.
    double wait_above(double t) const;
    // P(wait <= t and served).
    double served_within(double t) const;
    // The shortest t with P(wait > t) <= 1 - share. REQUIRES share of 0 … 1, excluded.
    double wait_percentile(double share) const;

private:
    explicit SteadyQueue(const MarkovQueue& queue) : queue_(queue) {}
    void weigh();
    double all_busy_rate() const { return queue_.service * queue_.servers; }

    MarkovQueue queue_;
    std::vector<double> idle_;  // P(i in the system), i < servers, as far as they weigh.
    std::vector<double> busy_;  // P(servers + j in the system).
    double busy_servers_ = 0;
    double turned_away_ = 0;
};

}  // namespace parley::workforce
