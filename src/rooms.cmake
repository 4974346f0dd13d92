# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The walls between the rooms. Each room is a static library whose include path holds nothing but that room's
# own folder; a room sees another only by naming it in MAY (docs/adr/0001-rooms.md). tests/layering checks the
# direct includes against the same table.

add_library(milepost_options INTERFACE)
target_compile_options(milepost_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                                                  $<$<BOOL:${MILEPOST_WERROR}>:-Werror>)
target_compile_definitions(
    milepost_options
    INTERFACE QT_NO_CAST_FROM_ASCII
              QT_NO_CAST_TO_ASCII
              QT_NO_URL_CAST_FROM_STRING
              QT_NO_CAST_FROM_BYTEARRAY
              QT_NO_FOREACH
              QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
              QT_STRICT_ITERATORS
              $<$<CONFIG:Release,RelWithDebInfo>:QT_NO_DEBUG>)
# Hardening for what ships; the sanitizers bring their own checks.
if(MILEPOST_SANITIZE STREQUAL "address")
    target_compile_options(milepost_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
                                                      -fno-omit-frame-pointer)
    # A third of each program would be relocations of the checks' own data.
    target_link_options(milepost_options INTERFACE -fsanitize=address,undefined -Wl,-z,pack-relative-relocs)
elseif(MILEPOST_SANITIZE STREQUAL "thread")
    target_compile_options(milepost_options INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
    target_link_options(milepost_options INTERFACE -fsanitize=thread)
elseif(MILEPOST_SANITIZE STREQUAL "fuzz")
    target_compile_options(milepost_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined,float-cast-overflow
                                                      -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(milepost_options INTERFACE -fsanitize=address,undefined)
elseif(MILEPOST_SANITIZE)
    message(FATAL_ERROR "MILEPOST_SANITIZE is address, thread or fuzz, not ${MILEPOST_SANITIZE}")
else()
    target_compile_options(
        milepost_options
        INTERFACE $<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong
                  -fstack-clash-protection -D_GLIBCXX_ASSERTIONS>)
    target_link_options(milepost_options INTERFACE $<$<CONFIG:Release,RelWithDebInfo>:-Wl,-z,relro,-z,now>)
endif()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# One precompiled header serves every room, another every test: it is compiled once and not per target. What a target
# defines beside (QT_NETWORK_LIB and the like) does not occur in these headers.
set(MILEPOST_PCH_HEADERS
    <QByteArray>
    <QDate>
    <QDateTime>
    <QFuture>
    <QHash>
    <QJsonArray>
    <QJsonDocument>
    <QJsonObject>
    <QObject>
    <QPromise>
    <QString>
    <QStringList>
    <QUrl>
    <algorithm>
    <chrono>
    <expected>
    <functional>
    <memory>
    <optional>
    <stop_token>
    <variant>
    <vector>)

# milepost_pch_host(name HEADERS... LINK...): a library that does nothing but own a precompiled header.
function(milepost_pch_host name)
    cmake_parse_arguments(HOST "" "" "HEADERS;LINK" ${ARGN})
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${name}.cpp CONTENT "// Owns a precompiled header, see src/rooms.cmake.\n")
    add_library(${name} STATIC ${CMAKE_BINARY_DIR}/${name}.cpp)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    target_link_libraries(${name} PRIVATE ${HOST_LINK} milepost_options)
    target_precompile_headers(${name} PRIVATE ${HOST_HEADERS})
    # Clang stamps the time into a precompiled header, which would defeat ccache.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        target_compile_options(${name} PRIVATE -Xclang -fno-pch-timestamp)
    endif()
endfunction()

function(milepost_pch target)
    if(MILEPOST_PCH)
        if(NOT TARGET milepost_pch_rooms)
            milepost_pch_host(milepost_pch_rooms HEADERS ${MILEPOST_PCH_HEADERS} LINK Qt6::Core Threads::Threads)
        endif()
        target_precompile_headers(${target} REUSE_FROM milepost_pch_rooms)
    endif()
endfunction()

# milepost_room(NAME name MAY rooms... USES libraries... SOURCES files...)
function(milepost_room)
    cmake_parse_arguments(ROOM "" "NAME" "MAY;USES;SOURCES" ${ARGN})
    set(target milepost_${ROOM_NAME})
    add_library(${target} STATIC ${ROOM_SOURCES})
    add_library(Milepost::${ROOM_NAME} ALIAS ${target})
    set(door ${CMAKE_BINARY_DIR}/rooms/${ROOM_NAME})
    file(MAKE_DIRECTORY ${door})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${door}/${ROOM_NAME} SYMBOLIC)
    target_include_directories(${target} PUBLIC ${door})
    foreach(other IN LISTS ROOM_MAY)
        target_link_libraries(${target} PUBLIC Milepost::${other})
    endforeach()
    target_link_libraries(${target} PUBLIC ${ROOM_USES} PRIVATE milepost_options)
    milepost_pch(${target})
endfunction()
