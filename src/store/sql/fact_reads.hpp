// Reads of facts and of the sums of reports: ports/facts.hpp.
#pragma once

#include "ports/facts.hpp"
#include "store/sql/reader.hpp"

namespace parley::sql {

class SqlFactReads final : public FactReads {
public:
    SqlFactReads(std::shared_ptr<Reader> reader, WorkspaceId workspace)
        : reader_(std::move(reader)), workspace_(workspace) {}

    std::vector<insight::SessionFact> sessions(std::span<const SessionId> ids) override;
    std::vector<insight::Stint> last_stints(std::span<const SessionId> ids) override;
    std::vector<insight::Wait> last_waits(std::span<const SessionId> ids) override;
    std::vector<insight::SessionFact> closed_of(ContactId contact, Instant since) override;
    std::vector<insight::AgentClock> clocks() override;
    std::vector<StoredPlace> places() override;
    std::vector<StoredCell> cells(std::span<const insight::CellKey> keys) override;
    Presence presence_from(AgentId agent, Instant at) override;

    PlaceNames names() override;
    void each_cell(const CellQuery& query,
                   const std::function<void(const CellText&)>& see) override;
    PageOf<ListedFact> list(const FactList& query) override;
    std::int64_t count(const FactList& query) override;
    std::vector<CodeUse> code_uses(const FactList& query) override;
    std::vector<PresenceUse> presence_uses(Instant from, Instant to, AgentId agent) override;
    std::optional<insight::SessionFact> session(SessionId id) override;

private:
    std::shared_ptr<Reader> reader_;
    WorkspaceId workspace_;
};

}  // namespace parley::sql
