// Room for what a call returns: an object of any type, a reference, or nothing.
#pragma once

#include "xfork/base/attributes.hpp"

#include <new>
#include <type_traits>
#include <utility>

namespace xfork::detail {

/// Uninitialised room for a T, whose owner knows whether it holds one. Made in place from the call itself, so that T
/// need not be movable.
template <class T> class result_storage {
public:
  using reference = T &;
  using const_reference = const T &;
  using forwarded = T &&; ///< how a commit receives it: as it would receive the call itself
  using stored = std::remove_const_t<T>;

  result_storage() noexcept {}
  ~result_storage() {}
  result_storage(const result_storage &) = delete;
  result_storage &operator=(const result_storage &) = delete;

  template <class Call> XFORK_INLINE void emplace(Call &call) {
    if constexpr (std::is_same_v<decltype(call()), stored>)
      ::new (static_cast<void *>(&m_value)) stored(call());
    else
      ::new (static_cast<void *>(&m_value)) stored(static_cast<T>(call()));
  }
  XFORK_INLINE void take_from(stored &other) noexcept {
    ::new (static_cast<void *>(&m_value)) stored(std::move(other));
    other.~stored();
  }
  XFORK_INLINE reference get() noexcept { return m_value; }
  XFORK_INLINE forwarded forward() noexcept { return static_cast<T &&>(m_value); }
  XFORK_INLINE void destroy() noexcept { m_value.~stored(); }

private:
  union {
    stored m_value;
  };
};

template <class T> class result_storage<T &> {
public:
  using reference = T &;
  using const_reference = T &;
  using forwarded = T &;
  using stored = T *;

  template <class Call> XFORK_INLINE void emplace(Call &call) {
    T &result = call();
    m_object = __builtin_addressof(result);
  }
  XFORK_INLINE void take_from(stored &other) noexcept { m_object = other; }
  XFORK_INLINE reference get() noexcept { return *m_object; }
  XFORK_INLINE forwarded forward() noexcept { return *m_object; }
  XFORK_INLINE void destroy() noexcept {}

private:
  T *m_object;
};

template <class T> class result_storage<T &&> {
public:
  using reference = T &;
  using const_reference = T &;
  using forwarded = T &&;
  using stored = T *;

  template <class Call> XFORK_INLINE void emplace(Call &call) {
    T &&result = call();
    m_object = __builtin_addressof(result);
  }
  XFORK_INLINE void take_from(stored &other) noexcept { m_object = other; }
  XFORK_INLINE reference get() noexcept { return *m_object; }
  XFORK_INLINE forwarded forward() noexcept { return static_cast<T &&>(*m_object); }
  XFORK_INLINE void destroy() noexcept {}

private:
  T *m_object;
};

template <> class result_storage<void> {
public:
  using reference = void;
  using const_reference = void;
  using forwarded = void;
  struct stored {};

  template <class Call> XFORK_INLINE void emplace(Call &call) { static_cast<void>(call()); }
  XFORK_INLINE void take_from(stored &) noexcept {}
  XFORK_INLINE void get() noexcept {}
  XFORK_INLINE void destroy() noexcept {}
};

template <> class result_storage<const void> : public result_storage<void> {};

} // namespace xfork::detail
