// The bus of one process: hands each commit to every listener, in the order they were added.
//
// Listeners are added before the first commit and outlive the bus's use. Each must take what it is
// given without blocking; a reader that falls behind catches up from the store by its own cursor.
#pragma once

#include <vector>

#include "ports/published.hpp"

namespace parley {

class FanOut final : public Bus {
public:
    void add(Bus& listener) { listeners_.push_back(&listener); }

    void publish(std::shared_ptr<const Committed> committed) override;
    void tell(WorkspaceId workspace, Signal signal) override;
    void signed_out(WorkspaceId workspace, SignInId sign_in) override;

private:
    std::vector<Bus*> listeners_;
};

}  // namespace parley
