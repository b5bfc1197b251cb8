// The lines the voice process is told of, and what it told of them.
#pragma once

#include <map>
#include <mutex>

#include "app/calls/telephone.hpp"
#include "app/calls/words.hpp"
#include "base/seal.hpp"
#include "ports/repository.hpp"

namespace parley {

voice::SetTrunk set_trunk(const Trunk& trunk, const Seal& seal);
voice::SetPhone set_phone(const Phone& phone);

// Whose they are and how they are. Threads: any.
class Lines {
public:
    void belongs(TrunkId trunk, WorkspaceId workspace);
    void belongs(PhoneId phone, WorkspaceId workspace, AgentId agent);
    void forget_all();

    void changed(const voice::TrunkChanged& told);
    void changed(const voice::PhoneChanged& told);
    void all_unknown();  // The process that knew is gone.

    std::optional<WorkspaceId> workspace_of(TrunkId trunk) const;
    std::optional<std::pair<WorkspaceId, AgentId>> agent_of(PhoneId phone) const;
    TrunkLine line(TrunkId trunk) const;
    PhoneLine line(PhoneId phone) const;

private:
    mutable std::mutex mutex_;
    std::map<TrunkId, WorkspaceId> trunks_;
    std::map<PhoneId, std::pair<WorkspaceId, AgentId>> phones_;
    std::map<TrunkId, TrunkLine> trunk_lines_;
    std::map<PhoneId, PhoneLine> phone_lines_;
};

}  // namespace parley
