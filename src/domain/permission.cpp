#include "domain/permission.hpp"

namespace parley {

bool may(Role role, Permission permission) {
    switch (permission) {
        case Permission::session_serve: return true;
        case Permission::session_read_all:
        case Permission::session_manage:
        case Permission::settings_read: return role != Role::agent;
        case Permission::settings_write:
        case Permission::agent_manage: return role == Role::administrator;
    }
    return false;
}

std::vector<Permission> permissions_of(Role role) {
    constexpr Permission all[] = {Permission::session_serve,  Permission::session_read_all,
                                  Permission::session_manage, Permission::settings_read,
                                  Permission::settings_write, Permission::agent_manage};
    std::vector<Permission> held;
    for (const Permission permission : all) {
        if (may(role, permission)) held.push_back(permission);
    }
    return held;
}

}  // namespace parley
