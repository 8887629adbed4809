// Every constant of the scheduler that could be another number, beside its reason.
#pragma once

#include <chrono>
#include <cstdint>

namespace xfork::detail::tuning {

/// Forks a thread can have pending before it runs them inline: 2 MiB of address space, touched as needed. Deeper
/// than recursion on an 8 MiB stack gets in practice; must stay below 2^16 (offer_word).
inline constexpr unsigned slots_per_worker = 1u << 15;

/// Threads that can take part at a time, those the user made included. One beyond that runs its forks inline. Must stay
/// below heap_task's numbers of queues that are no worker's.
inline constexpr unsigned max_attached_threads = 4096;

/// Threads that may stand in for workers that are blocked, at a time. A thousand calls that block for 10 ms are through
/// in four or five rounds then.
inline constexpr unsigned max_substitutes = 256;

/// How often the monitor looks for blocked workers while there is work and nobody idle. A worker is blocked if it was
/// asleep at two looks and has not run in between, so the shorter one is the shortest block that is noticed, and several
/// times what starting a substitute costs. It looks less and less often while it finds nobody; the longer one costs
/// 0.1 % of a processor.
inline constexpr std::chrono::microseconds shortest_look{250}, longest_look{8000};

/// Looks in a row at which nothing was stuck before the monitor goes to sleep until it is called again.
inline constexpr unsigned quiet_looks = 4;

/// Substitutes that are started at once, beyond one for each blocked worker, when everybody turns out to be blocked
/// time after time: those just started are likely to block, too.
inline constexpr unsigned max_advance = 16;

/// Threads for io_bound calls. Enough that a thousand calls of 10 ms are through in two rounds; starting one takes 20 to
/// 50 us, so more would not be faster.
inline constexpr unsigned max_elastic_threads = 512;

/// How long one of them waits for another call before it ends. Longer than the pauses of a program that does such
/// calls now and then; short against the time for which somebody would look at the process and wonder.
inline constexpr std::chrono::milliseconds elastic_idle_spell{2000};

/// How long a worker without work looks for some before it sleeps. Well below the millisecond after which an idle
/// process must use no processor time; several times a futex wake-up (5 to 50 us), so that a program whose regions
/// follow closely does not pay for one each time.
inline constexpr std::chrono::microseconds search_spell{100};

/// Pauses of the processor (10 to 40 ns) between two looks at most. A look costs those at work a cache miss.
inline constexpr unsigned most_pauses = 32;

/// Looks at a task that runs elsewhere before a join tells anybody that it waits: most are about to end.
inline constexpr unsigned quick_looks = 32;

/// How long a join looks for descendants of what it waits for before it sleeps. Short: on a full machine it spins at
/// the expense of the thread it waits for.
inline constexpr std::chrono::microseconds wait_spell{30};

/// In ticks of cycle_count(): a theft that runs for less (4 us) was not worth the disturbance, and for how long a thief then
/// disturbs nobody, at first and at most (2 and 80 us), see forbearance.hpp. On binomial trees two workers take 0.7x the time
/// of one with these, 2.2x without, 0.8x with a quarter of the latter.
inline constexpr std::uint64_t worthwhile_theft = 10'000, shortest_forbearance = 5'000, longest_forbearance = 200'000;

/// Stolen tasks that may lie on top of each other on one native stack. Leapfrogging takes descendants only, so
/// their number is bounded by the depth of the task tree; this bounds it where that tree is a long chain.
inline constexpr unsigned max_nested_tasks = 256;

/// How far a waiting thread follows what was stolen from what was stolen. Longer chains take as many threads, or as many
/// tasks nested on some of them.
inline constexpr unsigned max_lineage = 64;

/// Forks of its own, un-stolen, that suffice for a thread to go on serially: a thief takes the oldest, and there must be
/// some left for the time until the next poll.
inline constexpr long enough_pending_forks = 4;

/// Forks for which a thread stays in forking mode after it has met a hungry one, before it may go serial again: at first,
/// and at most. Doubled each time, so that a tree of tiny tasks is not searched for work all the time; a sixteenth less each
/// time it goes serial in peace.
inline constexpr unsigned min_hunger_credit = 32, max_hunger_credit = 1u << 16;

/// Batches of entries of a scope that wait for a thief, per worker: so many while all are busy, for they may be hungry
/// before the next fork, which may be long after this one; more while somebody is hungry, so that a thief comes back to a
/// row that is not empty.
inline constexpr unsigned offered_entries_per_worker = 4, offered_entries_per_hungry_worker = 8;

/// Entries that are claimed at once: as many as run for so many ticks of cycle_count() (13 to 20 us), for claiming costs
/// some 100 ns where threads compete; never more than a segment of a row holds.
inline constexpr unsigned batch_ticks = 40'000, max_batch = 64;

/// In ticks again, 80 to 120 ns: a call that is shorter costs as much to hand over and to commit later as to make.
inline constexpr unsigned small_call = 250;
/// Of calls that are, the one in so many that is measured, for they may become longer.
inline constexpr unsigned measured_call = 16;

/// A call is long, in ticks of cycle_count(), if it outlasts the steps of the monitor that looks for blocked workers: then
/// a longer queue costs nothing, and lets the calls overlap if they block. How much longer it gets at most.
inline constexpr std::uint64_t long_call = 1'000'000;
inline constexpr unsigned max_patience = 256;

/// Entries that a scope keeps, most of them results held back for the sake of program order, before a fork() with a
/// commit waits for the oldest: bounds memory when the first of a million calls is the slow one.
inline constexpr unsigned max_pending_entries = 1024;

/// Lazy values that wait in one thread's queue; the next one is run where it is forked.
inline constexpr unsigned max_queued_lazies = 1u << 16;

/// Native stack of a worker: what the main thread has, within these bounds, since the same recursion runs there.
inline constexpr unsigned long min_native_stack = 8ul << 20, max_native_stack = 256ul << 20;

} // namespace xfork::detail::tuning
