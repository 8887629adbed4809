#include "process/warm_pool.hpp"

#include "base/processors.hpp"
#include "process/errors.hpp"
#include "process/loaded_code.hpp"
#include "process/message.hpp"
#include "process/team.hpp"
#include "process/watcher.hpp"
#include "xfork/process/serialise.hpp"

#include <new>
#include <pthread.h>

namespace xfork::detail {

namespace {

// --- in the child ---

struct request {
  warm_function function;
  reader &arguments;

  static void run(void *context, std::uint64_t, writer &out) {
    const auto &self = *static_cast<request *>(context);
    self.function(self.arguments, out);
  }
};

/// Until the program ends, which ends this process.
void serve(int socket, void *context) {
  auto &channel = *static_cast<warm_channel *>(context);
  std::uint64_t function = 0;
  for (parcel content; channel.next(socket, function, content);) {
    reader in(std::move(content));
    const auto options = read<process_options>(in);
    if (options.memory != 0)
      limit_memory(options.memory);
    request one{reinterpret_cast<warm_function>(function), in};
    const process_reply reply = reply_of(options, {&request::run, &one}, 0);
    if (options.memory != 0)
      lift_memory_limit();
    if (!channel.answer(socket, reply))
      break;
  }
  ::_exit(0);
}

/// It lives long: files that the program has open now must not stay open with it.
constexpr process_options of_servers{.memory = 0, .cpu_seconds = 0, .close_files = true};

} // namespace

// --- in the program ---

warm_worker::warm_worker()
    : m_channel(warm_channel::make()), m_child(new child(of_servers, *this, child_life::server)), m_code(loaded_code()) {
  try {
    launch(m_child, &serve, m_channel);
  } catch (...) {
    m_channel->release();
    throw;
  }
}

warm_worker::~warm_worker() {
  dismiss(m_child);
  if (!m_death_told)
    m_death.wait();
  m_channel->release();
}

bool warm_worker::is_usable() const noexcept { return !m_channel->has_ended() && m_code == loaded_code(); }

/// The object may be gone afterwards.
void warm_worker::ended(process_reply &&death) noexcept {
  m_channel->end(m_child->socket.get());
  m_death.ended(std::move(death));
}

bool warm_worker::call(warm_function function, const process_options &options, const process_reply &request, bool spare,
                       process_reply &reply) {
  {
    const std::lock_guard guard(m_child->errors_lock);
    m_child->output.forget();
  }
  switch (m_channel->ask(m_child->socket.get(), reinterpret_cast<std::uint64_t>(function), request, spare, reply)) {
  case warm_channel::outcome::answered:
    m_child->forward_errors(); // they come before the result
    return true;
  case warm_channel::outcome::not_begun:
    return false;
  case warm_channel::outcome::died:
    break;
  }
  reply = m_death.wait();
  m_death_told = true;
  reply.content = with_limits(std::move(reply.content), options);
  return true;
}

namespace {
alignas(warm_pool) constinit char pool_room[sizeof(warm_pool)] = {}; // outlives main(), needs no destructor
pthread_once_t pool_made = PTHREAD_ONCE_INIT;
warm_pool &pool_there() noexcept { return *std::launder(reinterpret_cast<warm_pool *>(pool_room)); }
} // namespace

void warm_pool::before_fork() noexcept { pool_there().m_lock.lock(); }
void warm_pool::after_fork_in_parent() noexcept { pool_there().m_lock.unlock(); }
/// The children are its parent's.
void warm_pool::after_fork_in_child() noexcept { ::new (pool_room) warm_pool; }

warm_pool &warm_pool::instance() noexcept {
  pthread_once(&pool_made, [] {
    ::new (pool_room) warm_pool;
    pthread_atfork(&before_fork, &after_fork_in_parent, &after_fork_in_child);
  });
  return pool_there();
}

/// Finding out takes many system calls.
static unsigned processors() noexcept {
  static const unsigned usable = usable_processors();
  return usable;
}

/// The lock is held.
warm_worker *warm_pool::take_idle() noexcept {
  warm_worker *first = m_idle;
  if (first)
    m_idle = first->next;
  return first;
}

warm_worker *warm_pool::take(bool &spare) {
  std::unique_lock guard(m_lock);
  for (;;) {
    if (warm_worker *idle = take_idle()) {
      spare = 2 * ++m_busy <= processors();
      if (idle->is_usable())
        return idle;
      guard.unlock();
      discard(idle);
      guard.lock();
    } else if (m_count < processors()) {
      ++m_count;
      spare = 2 * ++m_busy <= processors();
      guard.unlock();
      try {
        return new warm_worker;
      } catch (...) {
        discard(nullptr);
        throw;
      }
    } else {
      m_fewer_busy.wait(guard);
    }
  }
}

void warm_pool::give_back(warm_worker *worker) noexcept {
  const std::lock_guard guard(m_lock);
  worker->next = std::exchange(m_idle, worker);
  --m_busy;
  m_fewer_busy.notify_one();
}

void warm_pool::discard(warm_worker *worker) noexcept {
  delete worker;
  const std::lock_guard guard(m_lock);
  --m_count, --m_busy;
  m_fewer_busy.notify_one();
}

parcel call_warm(const process_options &options, warm_function function, writer &arguments) {
  flush_output();
  const process_reply request{reply_kind::value, arguments.take()};
  warm_pool &pool = warm_pool::instance();
  for (;;) {
    bool spare = false;
    warm_worker *worker = pool.take(spare);
    process_reply reply;
    bool asked = false;
    try {
      asked = worker->call(function, options, request, spare, reply);
    } catch (...) { // nobody knows what it is at
      pool.discard(worker);
      throw;
    }
    if (asked && reply.kind != reply_kind::death)
      pool.give_back(worker);
    else
      pool.discard(worker);
    if (asked)
      return open_reply(std::move(reply));
  }
}

} // namespace xfork::detail
