// The call stack of an exception as the serial program would have it.
//
//   try {
//     run();
//   } catch (const std::exception &error) {
//     std::cerr << xfork::traceback::current() << error.what() << '\n';
//   }
//
//   traceback (most recent call last):
//     app.cpp:31:3: main
//       run();
//     app.cpp:24:46: run
//       [[fork::parallel]] for (auto &photo : photos) create_thumbnail(photo);
//     app.cpp:12:5: create_thumbnail
//       throw std::runtime_error("no such photo: " + photo.name);
//   no such photo: a.jpg
#pragma once

#include "xfork/base/any_exception.hpp"
#include "xfork/base/attributes.hpp"

#include <cstdint>
#include <exception>
#include <iosfwd>
#include <string>
#include <vector>

namespace xfork {

/// Where an exception was thrown, and through which calls the program had got there: a range of frames, the most recent
/// call last. Calls that were forked are called where they are written; nothing of the runtime shows, nor of threads.
///
/// Recorded are exceptions that have left a task or a loop's body, a function with forks in it, or have reached a handler
/// of any_exception; with the stack as it was at the `throw` (or `throw;`) that brought them there. Others have an empty
/// traceback. At most 1024 calls; the outermost are left out beyond that.
///
/// A value. Looking at it the first time reads the debug information of the program, which takes milliseconds; without
/// debug information frames have names of functions only. Not to be used by two threads at a time.
class XFORK_API traceback {
public:
  /// A call.
  struct frame {
    std::string function; ///< qualified, without parameters; a name like `app+0x1a2b` if there is no better one
    std::string file;     ///< as the compiler was given it, made absolute; empty if not known
    unsigned line = 0;    ///< from 1; 0 if not known
    unsigned column = 0;  ///< likewise; in rewritten code that of the rewritten line

    bool operator==(const frame &) const = default;
  };
  using value_type = frame;
  using const_iterator = std::vector<frame>::const_iterator;
  using iterator = const_iterator;

  /// Of no exception: empty.
  traceback() noexcept = default;
  /// Of the exception that `exception` refers to. Any thread may ask.
  explicit traceback(const std::exception_ptr &exception);
  /// Of the exception being handled.
  static traceback current() { return traceback(std::current_exception()); }

  const_iterator begin() const { return frames().begin(); }
  const_iterator end() const { return frames().end(); }
  std::size_t size() const { return frames().size(); }
  bool empty() const { return frames().empty(); }
  const frame &operator[](std::size_t n) const { return frames()[n]; }

  /// False if outer frames are missing: the stack was too deep, memory had run out, the forking code had gone before the
  /// task threw and was not recorded, or the task that is being asked in was taken over from another thread, whose stack
  /// is not looked at before the exception arrives there.
  bool complete() const noexcept { return m_complete; }

private:
  friend struct traceback_access;
  const std::vector<frame> &frames() const;

  std::vector<std::uintptr_t> m_addresses; // innermost first
  bool m_complete = true;
  mutable bool m_symbolised = false;
  mutable std::vector<frame> m_frames;
};

/// Prints it as above, with the lines of the source where the files can be read. An empty one prints nothing.
XFORK_API std::ostream &operator<<(std::ostream &out, const traceback &trace);

} // namespace xfork
