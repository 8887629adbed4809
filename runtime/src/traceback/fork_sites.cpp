// A stack that has been seen before is found by the chain of return addresses that the frame pointers give.
//
// That chain is checked against the unwind tables when it comes for the first time. If they agree, every function in it
// keeps its frame pointer at that call, and so will the next time: the same chain always means the same stack. If they
// agree up to some function only, that one was compiled without frame pointers: whatever starts with the same calls is
// cut there from now on, since walking by the tables at each fork would cost more than most forks.
#include "traceback/fork_sites.hpp"

#include "base/short_lock.hpp"
#include "base/task_boundary.hpp"
#include "traceback/frame_pointers.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <dlfcn.h>
#include <mutex>
#include <new>
#include <typeinfo>

namespace xfork::detail {

namespace {

/// Never freed. A chain says which stack it stands for; a cut is the part of chains that can be trusted, and says the same;
/// a stack is what stack_at() gives.
struct entry {
  enum kind_of : std::uint8_t { chain, cut, stack };

  entry *next;
  std::uint64_t hash;
  kind_of kind;
  bool shortened;
  std::uint32_t number; // of a stack: its own; else that of the stack, 0 if there were too many
  unsigned count;

  code_address *frames() noexcept { return reinterpret_cast<code_address *>(this + 1); }
};

/// What all this may take: a recursion that forks in two places doubles the number of stacks with every level. Stacks seen
/// first when it is full are not recorded.
constexpr unsigned max_stacks = 1u << 16;
constexpr std::size_t max_bytes = 16u << 20;
constexpr unsigned buckets = 1u << 13;

constinit short_lock insertion;
constinit atomic<entry *> table[buckets];
constinit atomic<entry *> stacks[max_stacks];
constinit std::uint32_t last_number = 0;
constinit std::size_t bytes_taken = 0;
constinit atomic<bool> full;

/// Two cycles a frame, which is most of what a fork pays for its traceback.
class stack_hash {
public:
  void add(code_address frame) noexcept { m_sum = std::rotl(m_sum, 7) + frame; }
  std::uint64_t value() const noexcept { return (m_sum ^ m_sum >> 29) * 0x9e3779b97f4a7c15u >> 16; }

private:
  std::uint64_t m_sum = 0;
};

std::uint64_t hash_of(const call_stack &stack) noexcept {
  stack_hash hash;
  for (unsigned i = 0; i < stack.count; ++i)
    hash.add(stack.frames[i]);
  return hash.value();
}

entry *find(entry::kind_of kind, std::uint64_t hash, const call_stack &stack) noexcept {
  for (entry *e = table[hash % buckets].load_acquire(); e; e = e->next)
    if (e->hash == hash && e->kind == kind && e->count == stack.count && e->shortened == stack.shortened &&
        std::equal(e->frames(), e->frames() + e->count, stack.frames))
      return e;
  return nullptr;
}

/// Null: no memory, or too many stacks.
entry *insert(entry::kind_of kind, std::uint64_t hash, const call_stack &stack, std::uint32_t number) noexcept {
  const std::size_t bytes = sizeof(entry) + stack.count * sizeof(code_address);
  void *memory = full.load_relaxed() ? nullptr : std::malloc(bytes);
  if (!memory)
    return nullptr;
  auto *made = ::new (memory) entry{nullptr, hash, kind, stack.shortened, number, stack.count};
  std::copy_n(stack.frames, stack.count, made->frames());
  const std::lock_guard guard(insertion);
  if (entry *present = find(kind, hash, stack)) { // another thread's
    std::free(made);
    return present;
  }
  if (full.load_relaxed()) { // by now
    std::free(made);
    return nullptr;
  }
  if (kind == entry::stack) {
    made->number = ++last_number;
    stacks[made->number].store_release(made);
  }
  bytes_taken += bytes;
  if (bytes_taken >= max_bytes || last_number + 1 == max_stacks)
    full.store_relaxed(true);
  made->next = table[hash % buckets].load_relaxed();
  table[hash % buckets].store_release(made);
  return made;
}

std::uint32_t number_of(const call_stack &stack) noexcept {
  const std::uint64_t hash = hash_of(stack);
  entry *known = find(entry::stack, hash, stack);
  if (!known)
    known = insert(entry::stack, hash, stack, 0);
  return known ? known->number : 0;
}

const void *module_of(const void *address) noexcept {
  Dl_info info;
  return dladdr(address, &info) ? info.dli_fbase : nullptr;
}

/// Whether only what starts a program, a thread or a task is left of `stack` from this frame on.
bool is_only_the_start(const call_stack &stack, unsigned from) noexcept {
  const void *starters[] = {module_of(reinterpret_cast<const void *>(&std::abort)), module_of(&typeid(int)),
                            module_of(table)};
  for (; from < stack.count; ++from) {
    const void *module = module_of(reinterpret_cast<const void *>(stack.frames[from]));
    const bool is_entry_point = from != 0 && from + 1 == stack.count && stack.task == 0;
    if (!is_entry_point && std::find(std::begin(starters), std::end(starters), module) == std::end(starters))
      return false;
  }
  return true;
}

/// How many frames of the chain are those of the stack.
unsigned agreement(const call_stack &chain, const call_stack &stack) noexcept {
  unsigned same = 0;
  while (same < chain.count && same < stack.count && chain.frames[same] == stack.frames[same])
    ++same;
  return same;
}

/// By the unwind tables, from the first frame of the chain on.
void walk_from(const call_stack &chain, call_stack &stack) noexcept {
  walk_stack(stack);
  const code_address *end = stack.frames + stack.count;
  const code_address *first = std::find(static_cast<const code_address *>(stack.frames), end, chain.frames[0]);
  if (first == end)
    return; // some of ours too many do no harm
  std::copy(first, end, stack.frames);
  stack.count = static_cast<unsigned>(end - first);
}

/// The cut that the chain starts with; null if none is known.
const entry *find_cut(const call_stack &chain) noexcept {
  call_stack start;
  start.shortened = true;
  stack_hash hash;
  for (unsigned i = 0; i < chain.count; ++i) {
    start.add(chain.frames[i]);
    hash.add(chain.frames[i]);
    if (const entry *known = find(entry::cut, hash.value(), start))
      return known;
  }
  return nullptr;
}

XFORK_COLD std::uint32_t stack_of_new_chain(const call_stack &chain) noexcept {
  if (const entry *known = find_cut(chain))
    return known->number;
  if (full.load_relaxed())
    return 0;
  call_stack stack;
  walk_from(chain, stack);
  const unsigned same = agreement(chain, stack);
  if (same == 0)
    return 0;
  if (is_only_the_start(stack, same)) {
    const std::uint32_t number = number_of(stack);
    insert(entry::chain, hash_of(chain), chain, number);
    return number;
  }
  stack.count = same;
  stack.shortened = true;
  const std::uint32_t number = number_of(stack);
  insert(entry::cut, hash_of(stack), stack, number);
  return number;
}

std::uint32_t stack_of_chain(const call_stack &chain) noexcept {
  const entry *known = find(entry::chain, hash_of(chain), chain);
  return known ? known->number : stack_of_new_chain(chain);
}

} // namespace

fork_site fork_site_of(const void *frame) noexcept {
  call_stack chain;
  walk_frame_pointers(frame, chain);
  if (chain.count == 0) // not the thread's own stack: a fibre of the user's
    return {};
  const task_boundary *task = task_boundary::current();
  return {stack_of_chain(chain), task ? task->number() : 0};
}

void stack_at(fork_site site, call_stack &stack) noexcept {
  stack.task = site.task;
  entry *known = site.stack != 0 ? stacks[site.stack].load_acquire() : nullptr;
  if (!known) {
    stack.shortened = true;
    stack.task = 0;
    return;
  }
  stack.append(known->frames(), known->count);
  stack.shortened |= known->shortened;
  if (stack.shortened)
    stack.task = 0; // what comes next is missing
}

void lock_fork_sites() noexcept { insertion.lock(); }
void unlock_fork_sites() noexcept { insertion.unlock(); }

} // namespace xfork::detail
