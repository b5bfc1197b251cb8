// Where nobody calls: voice is not enabled in the configuration.
#pragma once

#include "app/calls/telephone.hpp"

namespace parley {

class NoTelephone final : public Telephone {
public:
    std::string home() const override { return {}; }
    bool is_up() const override { return false; }
    std::string server() const override { return {}; }
    Task<Result<std::string>> join(CallId, int, std::string) override { return unavailable(); }
    Task<Result<std::string>> echo(CallId, std::string) override { return unavailable(); }
    void press(CallId, int, std::string) override {}
    TrunkLine line(TrunkId) const override { return {}; }
    PhoneLine line(PhoneId) const override { return {}; }

private:
    static Task<Result<std::string>> unavailable() {
        co_return refuse(Code::unavailable, "voice_unavailable");
    }
};

}  // namespace parley
