// The floor put right where its parties disagree (domain/reconciliation.hpp): looked at by the
// owner every few seconds. Each repair is made of the same changes as any other, so events tell of
// it, in the name of the system; it is written to the log, and counted in
// `parley_repairs_total{kind="..."}`.
//
// Bounds: one pass over the agents, open sessions and calls a look.
#pragma once

#include "app/turn.hpp"
#include "base/metrics.hpp"

namespace parley::app {

constexpr Duration reconciled_every = 5s;

// Is there anything to repair? Notes meanwhile since when what disagrees has done so.
bool repairs_are_due(Floor& floor, Instant now);
// Repairs what is due, and names it in `turn.repairs`; nothing, where the last look found nothing.
// Turns are many, and a look walks the whole floor.
void settle_repairs(Floor& floor, Turn& turn);
// Of this process. Every kind is told from the start, so that none is missed.
Counter& repairs_counted(Metrics& metrics, RepairKind kind);
void declare_repairs(Metrics& metrics);

}  // namespace parley::app
