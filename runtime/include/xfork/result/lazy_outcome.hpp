// Room in a node for what it needs to compute its value and, afterwards, for the value or the error in the same place.
#pragma once

#include "xfork/base/fork_site.hpp"
#include "xfork/base/stored_error.hpp"
#include "xfork/result/lazy_node.hpp"
#include "xfork/result/result_storage.hpp"

#include <type_traits>
#include <utility>

namespace xfork::detail {

/// What get() gives.
template <class T> using value_of = std::add_lvalue_reference_t<const T>;

/// Where a node that derives from Base has its first member. That holds a pointer, so no tail padding is reused for it.
template <class Base, class First>
inline constexpr std::uint16_t offset_after = (sizeof(Base) + alignof(First) - 1) / alignof(First) * alignof(First);

/// How a T lies in a node, at outcome_offset; a stored_error * lies at the same address.
template <class T> union lazy_outcome {
  lazy_outcome() noexcept {}
  ~lazy_outcome() {}

  /// `site`: where the call was forked, if that is needed for the traceback.
  template <class Call> task_status store(Call call, fork_site site = {}) noexcept {
    stored_error *failure = nullptr;
    try {
      value.emplace(call);
      return task_status::done;
    } catch (any_exception &) {
      failure = capture_error_of(site);
    }
    return fail(failure);
  }
  task_status fail(stored_error *failure) noexcept {
    ::new (static_cast<void *>(&error)) stored_error *(failure);
    return task_status::threw;
  }

  result_storage<T> value;
  stored_error *error;
};

/// The recipe is taken out before the outcome takes its place. It must be nothrow-movable; one that is not, or is large,
/// is kept on the heap.
template <class Recipe>
inline constexpr bool recipe_fits = std::is_nothrow_move_constructible_v<Recipe> && sizeof(Recipe) <= 256;

template <class Recipe> class boxed_recipe {
public:
  template <class... A> explicit boxed_recipe(A &&...a) : m_recipe(new Recipe(std::forward<A>(a)...)) {}
  boxed_recipe(boxed_recipe &&other) noexcept : m_recipe(std::exchange(other.m_recipe, nullptr)) {}
  ~boxed_recipe() { delete m_recipe; }
  decltype(auto) operator()() { return (*m_recipe)(); }

private:
  Recipe *m_recipe;
};

/// A recipe, and where it was forked: at the construction of this.
template <class Recipe> struct forked_recipe {
  template <class... A> XFORK_INLINE explicit forked_recipe(A &&...a) : call(std::forward<A>(a)...), site(record_fork_site()) {}

  std::conditional_t<recipe_fits<Recipe>, Recipe, boxed_recipe<Recipe>> call;
  fork_site site;
};

/// The part of a node that holds recipe or outcome. Which of them is for the node's state to say.
template <class T, class Recipe> union recipe_or_outcome {
  using stored_recipe = forked_recipe<Recipe>;

  template <class... A> XFORK_INLINE explicit recipe_or_outcome(A &&...a) : recipe(std::forward<A>(a)...) {}
  ~recipe_or_outcome() {}

  /// From now on there is room for the outcome.
  stored_recipe take_recipe() noexcept {
    stored_recipe taken(std::move(recipe));
    recipe.~stored_recipe();
    return taken;
  }

  /// Runs the recipe, which ends before this returns, and stores what comes out.
  task_status cook() noexcept {
    stored_recipe taken(take_recipe());
    return outcome.store([&]() -> decltype(auto) { return taken.call(); }, taken.site);
  }

  stored_recipe recipe;
  lazy_outcome<T> outcome;
};

/// The value goes, or the error is disposed of.
template <class T> void destroy_outcome(basic_task &node) noexcept {
  if (node.state.load().status() == task_status::done)
    outcome_of<lazy_outcome<T>>(node).value.destroy();
  else
    dispose_error(node);
}

} // namespace xfork::detail
