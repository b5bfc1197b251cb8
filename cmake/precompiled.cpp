// Carries the precompiled header (cmake/parley_module.cmake); holds nothing.
