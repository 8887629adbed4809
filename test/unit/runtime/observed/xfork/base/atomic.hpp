// Takes the place of the runtime's own atomic where its sources are compiled once more: somebody hears of every operation
// before it happens, and may let other threads go on first.
#pragma once

#include "access.hpp"

namespace xfork::detail {

template <class T> class atomic {
public:
  constexpr atomic() noexcept = default;
  constexpr explicit atomic(T value) noexcept : m_value(value) {}
  atomic(const atomic &) = delete;
  atomic &operator=(const atomic &) = delete;

  T load_relaxed() const noexcept { return load(); }
  T load_acquire() const noexcept { return load(); }
  T load() const noexcept {
    observed::before(&m_value, observed::access::load);
    return m_value;
  }
  void store_relaxed(T value) noexcept { store_release(value); }
  void store_release(T value) noexcept {
    observed::before(&m_value, observed::access::store);
    m_value = value;
  }
  void store(T value) noexcept { exchange(value); }

  T exchange(T value) noexcept { return change([&](T) { return value; }); }
  T fetch_add(T value) noexcept { return change([&](T old) { return old + value; }); }
  T fetch_sub(T value) noexcept { return change([&](T old) { return old - value; }); }
  T fetch_or(T value) noexcept { return change([&](T old) { return old | value; }); }
  T fetch_and(T value) noexcept { return change([&](T old) { return old & value; }); }
  void add_relaxed(T value) noexcept { fetch_add(value); }

  bool compare_exchange(T &expected, T desired) noexcept {
    const T found = change([&](T old) { return old == expected ? desired : old; });
    return found == expected || (expected = found, false);
  }

  const void *address() const noexcept { return &m_value; }

private:
  template <class New> T change(New value) noexcept {
    observed::before(&m_value, observed::access::modify);
    const T old = m_value;
    m_value = static_cast<T>(value(old));
    return old;
  }

  T m_value{};
};

} // namespace xfork::detail
