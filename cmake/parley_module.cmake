# parley_module(name USES lower-module... [LINK library...] [EXCEPT file.cpp...] [ASIO])
#
# One static library per folder of src/, made of every .cpp in it (its sub-folders included), and one
# test program `name_test` made of the `*_test.cpp` files that lie beside them. `USES` repeats the rule
# of src/LAYERS, so that a forbidden include also fails to link. What nearly every file includes comes
# precompiled, for `ASIO` also what coroutines need.
#
# With PARLEY_UNITY eight files of a library are compiled as one, which halves a cold build: what its
# files name for themselves alone must then differ from file to file. Tests stay apart.

option(PARLEY_UNITY "Compile the files of a module in batches" OFF)
set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)

add_library(parley_flags INTERFACE)
target_compile_options(parley_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Wimplicit-fallthrough -Werror -fno-omit-frame-pointer -fcolor-diagnostics)
# In a batch one file's names hide another's.
target_compile_options(parley_flags INTERFACE $<$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>:-Wno-shadow>)
target_include_directories(parley_flags INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_link_options(parley_flags INTERFACE -fuse-ld=lld)
if(PARLEY_SANITIZE)
  target_compile_options(parley_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all)
  target_link_options(parley_flags INTERFACE -fsanitize=address,undefined)
endif()
option(PARLEY_FUZZ "Fuzzers on libFuzzer, with both sanitizers of PARLEY_SANITIZE" OFF)
if(PARLEY_FUZZ)
  target_compile_options(parley_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(PARLEY_TSAN)
  target_compile_options(parley_flags INTERFACE -fsanitize=thread)
  target_link_options(parley_flags INTERFACE -fsanitize=thread)
endif()

# Asio is compiled once, in src/base/asio.cpp; every other unit sees declarations only.
add_library(parley_asio INTERFACE)
target_compile_definitions(parley_asio INTERFACE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_NO_TS_EXECUTORS)
target_link_libraries(parley_asio INTERFACE Threads::Threads OpenSSL::SSL)

# What nearly every file includes is parsed once. Files still include what they use.
function(parley_precompiled name source)
  add_library(${name} OBJECT ${PROJECT_SOURCE_DIR}/${source})
  target_link_libraries(${name} PRIVATE parley_flags fmt::fmt ${ARGN})
  target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")  # ccache may keep it.
  target_precompile_headers(${name} PRIVATE
    <algorithm> <chrono> <cstdint> <filesystem> <functional> <map> <memory> <optional> <span> <string>
    <string_view> <unordered_map> <variant> <vector> <fmt/format.h>)
endfunction()

function(parley_module name)
  cmake_parse_arguments(ARG "ASIO" "" "USES;LINK;EXCEPT" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  foreach(exception ${ARG_EXCEPT})
    list(REMOVE_ITEM sources ${CMAKE_CURRENT_SOURCE_DIR}/${exception})
  endforeach()
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.hpp)
  add_library(${name} STATIC ${sources} ${headers})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX  # A module may be headers only.
                                           UNITY_BUILD ${PARLEY_UNITY})
  target_link_libraries(${name} PUBLIC parley_flags fmt::fmt ${ARG_USES} ${ARG_LINK})
  set(precompiled precompiled)
  if(ARG_ASIO)
    target_link_libraries(${name} PUBLIC parley_asio)
    set(precompiled precompiled_asio)
  endif()
  target_precompile_headers(${name} REUSE_FROM ${precompiled})
  if(tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE ${name} test_main)
    target_precompile_headers(${name}_test REUSE_FROM ${precompiled})
    target_compile_definitions(${name}_test PRIVATE PARLEY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name}_test)
  endif()
endfunction()

# The same test program once more, on a PostgreSQL of its own.
function(parley_postgres_test name program)
  add_test(NAME ${name}_postgres
    COMMAND ${PROJECT_SOURCE_DIR}/tests/harness/with_postgres $<TARGET_FILE:${program}>)
  set_tests_properties(${name}_postgres PROPERTIES SKIP_RETURN_CODE 77)
endfunction()
