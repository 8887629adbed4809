// Owning handles for isl, the integer set library. Every isl call that takes an argument consumes a reference, so
// values are handed over with take() or copy(). A null handle is an isl that gave up (see Session); all operations
// pass null through, so that only the end of a computation has to look.
#pragma once

#include <isl/aff.h>
#include <isl/ctx.h>
#include <isl/ilp.h>
#include <isl/map.h>
#include <isl/id.h>
#include <isl/set.h>
#include <isl/space.h>
#include <isl/val.h>
#include <utility>

namespace xfork::isl {

template <class T, T *(*CopyFn)(T *), T *(*FreeFn)(T *)> class Handle {
public:
  Handle() = default;
  explicit Handle(T *Owned) : Pointer(Owned) {}
  Handle(const Handle &Other) : Pointer(Other.copy()) {}
  Handle(Handle &&Other) noexcept : Pointer(std::exchange(Other.Pointer, nullptr)) {}
  Handle &operator=(Handle Other) noexcept {
    std::swap(Pointer, Other.Pointer);
    return *this;
  }
  ~Handle() { FreeFn(Pointer); }

  explicit operator bool() const { return Pointer != nullptr; }
  T *get() const { return Pointer; }
  T *copy() const { return CopyFn(Pointer); }
  T *take() { return std::exchange(Pointer, nullptr); }

private:
  T *Pointer = nullptr;
};

using Set = Handle<isl_set, isl_set_copy, isl_set_free>;
using PwAff = Handle<isl_pw_aff, isl_pw_aff_copy, isl_pw_aff_free>;
using Val = Handle<isl_val, isl_val_copy, isl_val_free>;
using Point = Handle<isl_point, isl_point_copy, isl_point_free>;

/// One isl context. Not thread-safe; a loop has its own.
class Session {
public:
  Session();
  ~Session() { isl_ctx_free(Context); }
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;

  isl_ctx *get() const { return Context; }
  /// Grants the next question its share of operations; beyond it, isl gives up and returns null.
  void startQuestion();

private:
  isl_ctx *Context;
};

} // namespace xfork::isl
