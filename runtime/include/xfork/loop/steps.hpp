// The values that the variable of a `for` takes, whatever its condition and its step may be: a range for for_each().
//
//   for (Node *p = head; p; p = p->next)    steps<Node *>(head, [&](auto &p) -> bool { return p; }, [&](auto &p) { p = p->next; })
#pragma once

#include "xfork/loop/range_access.hpp"

#include <type_traits>
#include <utility>

namespace xfork {

/// Walked once beforehand, and by every chunk of iterations through its own part: the condition and the step give the same
/// for the same value, as long as the loop runs.
template <class Value, class Condition, class Step> class step_range {
  struct end_mark {};

  class iterator {
  public:
    using iterator_concept = std::forward_iterator_tag;

    iterator(const step_range &range, const Value &value) : m_range(&range), m_value(value) {}

    /// The iteration's own.
    Value operator*() const { return m_value; }
    iterator &operator++() {
      m_range->m_step(m_value);
      return *this;
    }
    iterator operator++(int) {
      iterator before = *this;
      ++*this;
      return before;
    }
    bool operator==(end_mark) const { return !m_range->m_condition(m_value); }

  private:
    const step_range *m_range;
    mutable Value m_value;
  };

public:
  step_range(const Value &first, Condition condition, Step step)
      : m_first(first), m_condition(std::move(condition)), m_step(std::move(step)) {}

  iterator begin() const { return {*this, m_first}; }
  end_mark end() const { return {}; }

private:
  Value m_first;
  Condition m_condition;
  Step m_step;
};

/// Value: as declared; `void` stands for `auto`.
template <class Value = void, class First, class Condition, class Step> auto steps(First &&first, Condition condition, Step step) {
  using value = std::conditional_t<std::is_void_v<Value>, std::decay_t<First>, Value>;
  return step_range<value, Condition, Step>(static_cast<value>(std::forward<First>(first)), std::move(condition), std::move(step));
}

} // namespace xfork
