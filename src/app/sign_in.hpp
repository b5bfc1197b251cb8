// Signing in and out, the first-run wizard, and agents' accounts.
#pragma once

#include "app/access.hpp"
#include "app/app.hpp"
#include "app/settings.hpp"

namespace parley::app {

struct Browser {
    std::string user_agent;  // Cut to 300 bytes.
    std::string address;
};

struct SignedIn {
    Staff staff;
    std::string token;  // For the cookie; only its hash is kept.
};

struct NewWorkspace {
    std::string company, locale, time_zone;
    std::string name, email, password;  // Of its first administrator.
    bool demo = false;
};

// True until some workspace has an agent.
Task<bool> setup_needed(App& app);
// Refuses conflict "already_set_up" once it has run, invalid as in settings.hpp.
Task<Result<SignedIn>> set_up(App& app, NewWorkspace company, Browser browser);

// Refuses unauthenticated "wrong_email_or_password": the same answer, in the same time, for both.
// After `failures_max` wrong tries for an e-mail address within `failures_within`, over_limit
// "too_many_tries".
constexpr int failures_max = 10;
constexpr Duration failures_within = std::chrono::minutes(10);
Task<Result<SignedIn>> sign_in(App& app, std::string email, std::string password, Browser browser);

// Whose cookie is it? Refuses unauthenticated "not_signed_in" (unknown, expired, revoked,
// inactive).
Task<Result<Staff>> authenticate_staff(App& app, std::string token);

// Newest first, only those still good. Refuses forbidden "not_by_api_key".
Task<Result<std::vector<SignIn>>> list_sign_ins(App& app, const Staff& staff);
// One's own only: not_found "sign_in_not_found". Its connections close at once.
Task<Result<>> revoke_sign_in(App& app, const Staff& staff, SignInId id);

}  // namespace parley::app
