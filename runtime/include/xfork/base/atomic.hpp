// An atomic whose operations name their memory order, because every use has to argue for it.
//
// Not std::atomic: <atomic> costs half a second of every translation unit in C++20 (it brings in <chrono>, <mutex>
// and the waiting machinery); these compiler built-ins cost nothing.
#pragma once

#include <type_traits>

namespace xfork::detail {

/// A lock-free value shared between threads. All members may be called from any thread.
template <class T> class atomic {
public:
  constexpr atomic() noexcept = default;
  constexpr explicit atomic(T value) noexcept : m_value(value) {}
  atomic(const atomic &) = delete;
  atomic &operator=(const atomic &) = delete;

  T load_relaxed() const noexcept { return __atomic_load_n(&m_value, __ATOMIC_RELAXED); }
  T load_acquire() const noexcept { return __atomic_load_n(&m_value, __ATOMIC_ACQUIRE); }
  T load() const noexcept { return __atomic_load_n(&m_value, __ATOMIC_SEQ_CST); }
  void store_relaxed(T value) noexcept { __atomic_store_n(&m_value, value, __ATOMIC_RELAXED); }
  void store_release(T value) noexcept { __atomic_store_n(&m_value, value, __ATOMIC_RELEASE); }
  void store(T value) noexcept { __atomic_store_n(&m_value, value, __ATOMIC_SEQ_CST); }

  /// Read-modify-writes; sequentially consistent where no order is named. They return the old value.
  T exchange(T value) noexcept { return __atomic_exchange_n(&m_value, value, __ATOMIC_SEQ_CST); }
  T fetch_add(T value) noexcept { return __atomic_fetch_add(&m_value, value, __ATOMIC_SEQ_CST); }
  T fetch_sub(T value) noexcept { return __atomic_fetch_sub(&m_value, value, __ATOMIC_SEQ_CST); }
  T fetch_or(T value) noexcept { return __atomic_fetch_or(&m_value, value, __ATOMIC_SEQ_CST); }
  T fetch_and(T value) noexcept { return __atomic_fetch_and(&m_value, value, __ATOMIC_SEQ_CST); }
  void add_relaxed(T value) noexcept { __atomic_fetch_add(&m_value, value, __ATOMIC_RELAXED); }

  /// On failure `expected` becomes the value found, read with acquire.
  bool compare_exchange(T &expected, T desired) noexcept {
    return __atomic_compare_exchange_n(&m_value, &expected, desired, false, __ATOMIC_SEQ_CST, __ATOMIC_ACQUIRE);
  }

  /// Where the value lies, for futex calls only.
  const void *address() const noexcept { return &m_value; }

private:
  static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= sizeof(void *));
  T m_value{};
};

} // namespace xfork::detail
