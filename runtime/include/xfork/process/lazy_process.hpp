// A call in a process of its own, whose value may go anywhere.
//
//   std::vector<xfork::lazy<picture>> pictures;
//   for (const auto &file : files)
//     pictures.push_back(xfork::process(decode, file));
#pragma once

#include "xfork/process/changing.hpp"
#include "xfork/process/errors.hpp"
#include "xfork/process/process_result.hpp"
#include "xfork/process/start.hpp"
#include "xfork/result/fork.hpp"
#include "xfork/scheduler/fork_join.hpp"

#include <type_traits>
#include <utility>

namespace xfork {
namespace detail {

/// The node of a lazy value that comes from another process. In no queue: it ends when its reply arrives.
/// Held by its handles and, until then, by whoever takes the reply.
template <class T> struct process_node : heap_task {
  explicit process_node(const lazy_kind &k) noexcept : heap_task(k), site(record_fork_site()) {}

  lazy_outcome<T> outcome;
  const fork_site site;

  /// `use(reader)`: takes what else has come back. The node may be gone afterwards.
  template <class Use> void complete(process_reply &&reply, const Use &use) noexcept {
    end(outcome.store([&]() -> T {
      reader in(open_reply(std::move(reply), site));
      if constexpr (std::is_void_v<T>) {
        use(in);
      } else {
        T value = read_result<T>(in);
        use(in);
        return value;
      }
    }));
  }
  /// There is no process: in a handler.
  void fail() noexcept { end(outcome.fail(capture_error())); }

protected:
  static task_status runs_elsewhere(basic_task &) noexcept { return task_status::done; }

private:
  void end(task_status status) noexcept {
    end_task(static_cast<heap_task &>(*this), status);
    release_lazy(*this);
  }
};

template <class T, class Changed> struct single_process_node final : process_node<T> {
  explicit single_process_node(const Changed &changed) : process_node<T>(single_kind), sink(*this, changed) {}

  class reply_to_node final : public reply_sink {
  public:
    reply_to_node(single_process_node &node, const Changed &changed) : m_node(node), m_changed(changed) {}
    bool arrived(std::uint64_t, process_reply &&reply) noexcept override {
      m_node.complete(std::move(reply), [this](reader &in) { m_changed.read(in); });
      return false;
    }
    void ended(process_reply &&death) noexcept override { arrived(0, std::move(death)); }

  private:
    single_process_node &m_node;
    const Changed m_changed;
  };

  reply_to_node sink;

private:
  static void destroy_node(basic_task &task, lazy_garbage &) noexcept {
    destroy_outcome<T>(task);
    delete static_cast<single_process_node *>(&task);
  }
  static constexpr lazy_kind single_kind{{&process_node<T>::runs_elsewhere},
                                         lazy_shape::call,
                                         offset_after<heap_task, lazy_outcome<T>>,
                                         &destroy_node};
};

template <class T, class Call, class Changed>
lazy<T> launch_process(const process_options &options, Call &call, const Changed &changed) {
  struct bound_call {
    Call &call;
    const Changed &changed;
    static void run(void *context, std::uint64_t, writer &out) {
      const auto &self = *static_cast<bound_call *>(context);
      write_result<T>(out, self.call);
      self.changed.write(out);
    }
  } bound{call, changed};
  auto *node = new single_process_node<T, Changed>(changed);
  lazy<T> handle = adopt_node<T>(*node);
  add_handle(*node);
  try {
    start_process(options, {&bound_call::run, &bound}, node->sink);
  } catch (any_exception &) {
    node->fail();
  }
  return handle;
}

/// What a std::reference_wrapper to non-const refers to; null for another argument.
template <class A> auto changed_by(const A &argument) {
  if constexpr (requires {
                  typename A::type;
                  { argument.get() } -> std::same_as<typename A::type &>;
                })
    if constexpr (!std::is_const_v<typename A::type>)
      return __builtin_addressof(argument.get());
    else
      return nullptr;
  else
    return nullptr;
}

template <class Visit, class T> void visit_pointee(const Visit &visit, T *object) { visit(*object); }
template <class Visit> void visit_pointee(const Visit &, std::nullptr_t) {}

template <class... A> auto changes_through(const A &...arguments) {
  const auto all = [... object = changed_by(arguments)](const auto &visit) {
    (visit_pointee(visit, object), ...);
  };
  return changed_objects<std::remove_const_t<decltype(all)>>{all};
}

template <class A> void wait_for_argument(const A &argument) {
  if constexpr (is_lazy<A>)
    argument.wait();
}

} // namespace detail

/// Runs `f(arguments…)` in a child process that has everything the calling one has, as of now; see
/// process_task(). Lazy arguments are waited for first. What a std::ref refers to is copied back when the
/// call has ended, before get() returns.
///
/// Deserialisers run on a thread of the library: they must not wait for another process.
template <class F, class... Arguments>
[[nodiscard]] auto process(const process_options &options, F &&f, Arguments &&...arguments) {
  (detail::wait_for_argument(arguments), ...);
  const auto call = [&]() -> decltype(auto) { return detail::invoke(f, detail::pass(arguments)...); };
  using result = std::remove_cvref_t<decltype(call())>;
  if (!detail::runs_serially())
    return detail::launch_process<result>(options, call, detail::changes_through(arguments...));
  return detail::launch<detail::place::worker, 0>([&]() -> result { return call(); }, nullptr);
}
template <class F, class... Arguments>
  requires(!std::is_same_v<std::remove_cvref_t<F>, process_options>)
[[nodiscard]] auto process(F &&f, Arguments &&...arguments) {
  return xfork::process(process_options(), std::forward<F>(f), std::forward<Arguments>(arguments)...);
}

} // namespace xfork
