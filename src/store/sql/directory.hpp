// Reads over the whole installation: accounts, sign-ins, and whose visitor or inbox a public id is.
#pragma once

#include "ports/repository.hpp"
#include "store/sql/reader.hpp"

namespace parley::sql {

class SqlDirectory final : public Directory {
public:
    explicit SqlDirectory(std::shared_ptr<Reader> reader) : reader_(std::move(reader)) {}

    std::vector<WorkspaceId> workspaces() override;
    std::optional<AccountPlace> account_by_email(std::string_view email) override;
    std::optional<Account> account(AccountId id) override;
    std::optional<SignIn> sign_in_by_token(std::string_view token_hash) override;
    std::vector<SignIn> sign_ins_of(AccountId account) override;
    std::optional<VisitorIdentity> visitor(std::string_view public_id) override;
    std::optional<InboxPlace> inbox_by_key(std::string_view public_key) override;
    std::optional<ApiKeyPlace> api_key_by_hash(std::string_view secret_hash) override;
    std::optional<PhoneNumberPlace> phone_number(std::string_view number) override;
    std::vector<PhonePlace> phones() override;
    std::vector<TrunkPlace> trunks() override;
    std::vector<CallPlace> unsettled_calls(std::string_view home) override;

private:
    std::shared_ptr<Reader> reader_;
};

}  // namespace parley::sql
